/**
 * Talking to who runs the command line: text or JSON, colours, prompts, errors and exit
 * codes.
 */
@Internal
@NullMarked
package dev.webhooks.cli.terminal;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
