/**
 * The durable inbox: events are stored before they are acknowledged, and delivered to
 * their listeners until each of them has processed them.
 */
@NullMarked
package dev.webhooks.inbox;

import org.jspecify.annotations.NullMarked;
