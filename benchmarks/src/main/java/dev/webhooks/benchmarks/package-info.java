/**
 * Measurements against hand-written code.
 */
@NullMarked
package dev.webhooks.benchmarks;

import org.jspecify.annotations.NullMarked;
