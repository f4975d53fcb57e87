/**
 * Slices of an application for tests, and the auto-configuration of the test kit.
 */
@NullMarked
package dev.webhooks.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
