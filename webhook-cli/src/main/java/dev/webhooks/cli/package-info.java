/**
 * The command line.
 */
@Internal
@NullMarked
package dev.webhooks.cli;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
