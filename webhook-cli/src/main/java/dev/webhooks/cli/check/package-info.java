/**
 * Checking an endpoint as its operator wants it checked before providers send to it.
 */
@Internal
@NullMarked
package dev.webhooks.cli.check;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
