/**
 * Making signed requests, and sending one or many.
 */
@Internal
@NullMarked
package dev.webhooks.cli.send;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
