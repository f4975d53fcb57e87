/**
 * Messages that are stored before they are acknowledged, and delivered to each of their
 * targets until it has handled them: the words of it, what a handler has to do, and what
 * operators can.
 */
@NullMarked
package dev.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
