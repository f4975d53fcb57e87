/**
 * Values of a request: where they are, how they are read, and texts made of them.
 */
@NullMarked
package dev.webhooks.request;

import org.jspecify.annotations.NullMarked;
