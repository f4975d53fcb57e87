/**
 * Keys as providers publish them.
 */
@NullMarked
package dev.webhooks.signature.key;

import org.jspecify.annotations.NullMarked;
