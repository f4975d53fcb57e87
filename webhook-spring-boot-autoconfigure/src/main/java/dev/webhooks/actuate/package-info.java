/**
 * What Spring Boot Actuator shows of webhooks.
 */
@Internal
@NullMarked
package dev.webhooks.actuate;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
