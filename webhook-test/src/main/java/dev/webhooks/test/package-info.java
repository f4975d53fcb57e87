/**
 * Tools for tests of webhooks: signed requests, examples of all presets, and a clock that
 * is set. None of it is safe for use by several threads unless it says so.
 */
@NullMarked
package dev.webhooks.test;

import org.jspecify.annotations.NullMarked;
