/**
 * Properties of a provider.
 */
@NullMarked
package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.NullMarked;
