/**
 * Secrets: how they are written, and where those come from that are not configured.
 */
@NullMarked
package dev.webhooks.secret;

import org.jspecify.annotations.NullMarked;
