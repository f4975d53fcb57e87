/**
 * Encryption of the secrets that are stored.
 */
@NullMarked
package dev.webhooks.sender.encryption;

import org.jspecify.annotations.NullMarked;
