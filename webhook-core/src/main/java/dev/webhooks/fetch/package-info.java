/**
 * Fetching from elsewhere, with limits: keys, certificates, lists of addresses.
 */
@NullMarked
package dev.webhooks.fetch;

import org.jspecify.annotations.NullMarked;
