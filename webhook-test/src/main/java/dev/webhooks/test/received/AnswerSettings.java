package dev.webhooks.test.received;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookResponse;

/**
 * Parts of a {@link WebhookAnswer}. It is changed by nobody but the one that makes it.
 */
final class AnswerSettings {

	@Nullable WebhookResponse response;

	WebhookHeaders headers = WebhookHeaders.of();

	Duration delay = Duration.ZERO;

	Duration headPause = Duration.ZERO;

	Duration bodyPause = Duration.ZERO;

	@Nullable String raw;

	long size = -1;

	long cut = Long.MAX_VALUE;

	boolean close;

	boolean reset;

	AnswerSettings() {
	}

	AnswerSettings(AnswerSettings other) {
		this.response = other.response;
		this.headers = other.headers;
		this.delay = other.delay;
		this.headPause = other.headPause;
		this.bodyPause = other.bodyPause;
		this.raw = other.raw;
		this.size = other.size;
		this.cut = other.cut;
		this.close = other.close;
		this.reset = other.reset;
	}

}
