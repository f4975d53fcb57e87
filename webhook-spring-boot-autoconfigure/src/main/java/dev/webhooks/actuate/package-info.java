/**
 * Webhooks in Spring Boot Actuator.
 */
@Internal
@NullMarked
package dev.webhooks.actuate;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
