/**
 * Measurements of the requests and of their processing.
 */
@Internal
@NullMarked
package dev.webhooks.observation;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
