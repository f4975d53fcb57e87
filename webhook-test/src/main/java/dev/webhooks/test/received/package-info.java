/**
 * A receiver for tests of those who send webhooks.
 */
@NullMarked
package dev.webhooks.test.received;

import org.jspecify.annotations.NullMarked;
