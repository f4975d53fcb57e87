/**
 * Questions of operators, and answers that do without reading the history.
 */
@Internal
@NullMarked
package dev.webhooks.delivery.jdbc.query;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
