/**
 * Auto-configuration of health.
 */
@NullMarked
package dev.webhooks.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
