/**
 * Auto-configuration of the inbox, wherever it is.
 */
@NullMarked
package dev.webhooks.autoconfigure.inbox;

import org.jspecify.annotations.NullMarked;
