/**
 * Messages that are stored before they are acknowledged, and delivered to each of their
 * targets until it has handled them: the words of it, and what a store, a handler and
 * whoever looks on have to do.
 */
@NullMarked
package dev.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
