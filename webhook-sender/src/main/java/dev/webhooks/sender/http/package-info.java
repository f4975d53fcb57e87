/**
 * Attempts over HTTP: one request to an address that was checked, and its outcome.
 */
@Internal
@NullMarked
package dev.webhooks.sender.http;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
