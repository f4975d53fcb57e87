/**
 * Decoders of documents that requests carry encrypted, signed or wrapped.
 */
@NullMarked
package dev.webhooks.decoding;

import org.jspecify.annotations.NullMarked;
