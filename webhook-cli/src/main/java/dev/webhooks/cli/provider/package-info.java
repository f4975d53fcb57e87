/**
 * Which provider a command is about, and its secrets.
 */
@Internal
@NullMarked
package dev.webhooks.cli.provider;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
