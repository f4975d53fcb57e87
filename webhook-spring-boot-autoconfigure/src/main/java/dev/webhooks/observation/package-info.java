/**
 * Measurements of requests and deliveries: observations with their conventions, and
 * meters.
 */
@NullMarked
package dev.webhooks.observation;

import org.jspecify.annotations.NullMarked;
