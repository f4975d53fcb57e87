/**
 * Alerts, and where they are told.
 */
@NullMarked
package dev.webhooks.alert;

import org.jspecify.annotations.NullMarked;
