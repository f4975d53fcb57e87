/**
 * All that is known of one configured provider: presets, the mapping of requests to
 * events, handshakes.
 */
@NullMarked
package dev.webhooks.provider;

import org.jspecify.annotations.NullMarked;
