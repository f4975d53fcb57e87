/**
 * Verification by asking the provider whether it sent what was received.
 */
@NullMarked
package dev.webhooks.signature.callback;

import org.jspecify.annotations.NullMarked;
