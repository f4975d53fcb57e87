/**
 * What Spring Boot Actuator shows of webhooks.
 */
@NullMarked
package dev.webhooks.actuate;

import org.jspecify.annotations.NullMarked;
