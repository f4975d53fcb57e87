/**
 * The scheme {@code jwt}: signed tokens, and where their keys come from.
 */
@NullMarked
package dev.webhooks.signature.jwt;

import org.jspecify.annotations.NullMarked;
