/**
 * Application that is tested with the test kit.
 */
@NullMarked
package dev.webhooks.test.shop;

import org.jspecify.annotations.NullMarked;
