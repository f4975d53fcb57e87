/**
 * Auto-configuration of metrics.
 */
@NullMarked
package dev.webhooks.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
