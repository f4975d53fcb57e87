/**
 * Wiring of the converters for payload types of other libraries.
 */
@NullMarked
package dev.webhooks.autoconfigure.payload;

import org.jspecify.annotations.NullMarked;
