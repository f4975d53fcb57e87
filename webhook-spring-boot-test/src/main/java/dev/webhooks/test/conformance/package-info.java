/**
 * Tests of the listeners of an application against all that providers do.
 */
@NullMarked
package dev.webhooks.test.conformance;

import org.jspecify.annotations.NullMarked;
