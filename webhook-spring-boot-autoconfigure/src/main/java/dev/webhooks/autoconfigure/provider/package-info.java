/**
 * Properties of a provider, and of a listener.
 */
@NullMarked
package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.NullMarked;
