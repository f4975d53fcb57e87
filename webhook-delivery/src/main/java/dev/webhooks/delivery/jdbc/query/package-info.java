/**
 * What operators ask for, and what is found without reading the history.
 */
@Internal
@NullMarked
package dev.webhooks.delivery.jdbc.query;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
