/**
 * The presets of the library: what is known of a provider before a user configures it.
 */
@Internal
@NullMarked
package dev.webhooks.provider.preset;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
