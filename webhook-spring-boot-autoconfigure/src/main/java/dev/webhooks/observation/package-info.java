/**
 * What is measured of the requests and of their processing.
 */
@NullMarked
package dev.webhooks.observation;

import org.jspecify.annotations.NullMarked;
