/**
 * The whole flow of a request, from the guards to the answer.
 */
@NullMarked
package dev.webhooks.receiver;

import org.jspecify.annotations.NullMarked;
