package dev.webhooks.sender.http;

import java.time.Duration;

/**
 * End of an attempt without an answer.
 *
 * @param kind how it failed
 * @param message one line for whoever owns the endpoint, without addresses of the network
 * that sends, and without anything that was sent
 * @param duration the time that the attempt took
 */
public record AttemptFailure(FailureKind kind, String message, Duration duration) implements AttemptOutcome {

}
