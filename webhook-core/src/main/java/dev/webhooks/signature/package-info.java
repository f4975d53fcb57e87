/**
 * Schemes by which providers sign requests: one recipe verifies and signs.
 */
@NullMarked
package dev.webhooks.signature;

import org.jspecify.annotations.NullMarked;
