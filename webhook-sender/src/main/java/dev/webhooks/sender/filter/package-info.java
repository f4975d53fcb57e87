/**
 * Filters of endpoints: conditions on the type, the tenant and the data of a message.
 */
@NullMarked
package dev.webhooks.sender.filter;

import org.jspecify.annotations.NullMarked;
