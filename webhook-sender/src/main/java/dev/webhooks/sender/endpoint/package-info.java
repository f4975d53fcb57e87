/**
 * Endpoints that webhooks are sent to, and what a store of them has to do.
 */
@NullMarked
package dev.webhooks.sender.endpoint;

import org.jspecify.annotations.NullMarked;
