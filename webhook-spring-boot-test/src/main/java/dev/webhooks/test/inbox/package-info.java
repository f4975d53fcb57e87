/**
 * Deliveries of an application under test: running those that are due, and assertions.
 */
@NullMarked
package dev.webhooks.test.inbox;

import org.jspecify.annotations.NullMarked;
