/**
 * Checks that are made before the body of a request is read.
 */
@NullMarked
package dev.webhooks.guard;

import org.jspecify.annotations.NullMarked;
