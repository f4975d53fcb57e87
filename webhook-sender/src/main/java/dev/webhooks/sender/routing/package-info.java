/**
 * Which endpoints a message goes to.
 */
@NullMarked
package dev.webhooks.sender.routing;

import org.jspecify.annotations.NullMarked;
