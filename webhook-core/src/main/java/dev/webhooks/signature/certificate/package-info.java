/**
 * Schemes whose keys are in certificates that a request refers to.
 */
@NullMarked
package dev.webhooks.signature.certificate;

import org.jspecify.annotations.NullMarked;
