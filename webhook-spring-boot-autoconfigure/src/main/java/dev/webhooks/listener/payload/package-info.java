/**
 * Converters for payload types of other libraries than Jackson 3.
 */
@NullMarked
@Internal
package dev.webhooks.listener.payload;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
