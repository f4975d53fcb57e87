/**
 * Files of a form as arguments of listeners.
 */
@NullMarked
@Internal
package dev.webhooks.listener.file;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
