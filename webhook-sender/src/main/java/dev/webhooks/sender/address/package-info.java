/**
 * Which URLs endpoints may have, and which addresses may be connected to.
 */
@Internal
@NullMarked
package dev.webhooks.sender.address;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
