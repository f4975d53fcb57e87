/**
 * Receiving requests on this machine, keeping them, and sending them again.
 */
@Internal
@NullMarked
package dev.webhooks.cli.listen;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
