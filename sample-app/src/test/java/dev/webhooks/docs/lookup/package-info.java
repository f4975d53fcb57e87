/**
 * Listings of the pages about listeners that ask for what they are told of.
 */
@NullMarked
package dev.webhooks.docs.lookup;

import org.jspecify.annotations.NullMarked;
