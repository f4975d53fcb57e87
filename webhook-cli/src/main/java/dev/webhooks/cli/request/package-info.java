/**
 * Requests in files, and sending them.
 */
@Internal
@NullMarked
package dev.webhooks.cli.request;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
