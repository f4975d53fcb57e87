/**
 * The command line.
 */
@NullMarked
package dev.webhooks.cli;

import org.jspecify.annotations.NullMarked;
