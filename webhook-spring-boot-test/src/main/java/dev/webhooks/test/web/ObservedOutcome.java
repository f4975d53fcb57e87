package dev.webhooks.test.web;

import org.jspecify.annotations.Nullable;

import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Outcome of a request, and why it could not be verified. Holds no body. Immutable.
 *
 * @param provider the name of the provider
 * @param outcome the outcome
 * @param diagnosis what is probably wrong with a request that could not be verified, or
 * {@code null}
 */
record ObservedOutcome(String provider, ReceiveOutcome outcome, @Nullable String diagnosis) {

}
