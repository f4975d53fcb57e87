/**
 * What makes documents of requests that carry them encrypted, signed or wrapped.
 */
@NullMarked
package dev.webhooks.decoding;

import org.jspecify.annotations.NullMarked;
