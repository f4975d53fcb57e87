/**
 * Repeated work on threads of its own.
 */
@Internal
@NullMarked
package dev.webhooks.autoconfigure.background;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
