/**
 * The settings of a provider: immutable records, one for each concern, with the meaning
 * and the default of every key.
 */
@NullMarked
package dev.webhooks.provider.settings;

import org.jspecify.annotations.NullMarked;
