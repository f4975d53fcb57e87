/**
 * A small shop that receives webhooks.
 */
@NullMarked
package dev.webhooks.sample;

import org.jspecify.annotations.NullMarked;
