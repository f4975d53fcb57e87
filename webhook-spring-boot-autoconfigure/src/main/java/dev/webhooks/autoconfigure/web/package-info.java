/**
 * Auto-configuration of the endpoints with Spring MVC.
 */
@NullMarked
package dev.webhooks.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
