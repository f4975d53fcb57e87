/**
 * Explains to the log why a request was refused: what is wrong, and what to look at.
 */
@NullMarked
package dev.webhooks.signature.diagnosis;

import org.jspecify.annotations.NullMarked;
