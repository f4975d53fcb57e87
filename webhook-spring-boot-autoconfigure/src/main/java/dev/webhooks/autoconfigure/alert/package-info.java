/**
 * Auto-configuration of alerts.
 */
@NullMarked
package dev.webhooks.autoconfigure.alert;

import org.jspecify.annotations.NullMarked;
