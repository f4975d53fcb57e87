/**
 * Auto-configuration of an application with Spring Security.
 */
@NullMarked
package dev.webhooks.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
