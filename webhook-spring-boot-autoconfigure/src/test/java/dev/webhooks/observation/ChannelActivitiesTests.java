package dev.webhooks.observation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.signature.VerifiedWebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Which requests count as failed.
 */
class ChannelActivitiesTests {

	private final ChannelActivities activities = new ChannelActivities(Clock.systemUTC(),
			(channel) -> Duration.ofMinutes(10));

	private final WebhookProvider provider = WebhookProvider.ofPreset("github")
		.with("secrets", List.of(Map.of("value", "a-secret-of-sixteen")))
		.build();

	@ParameterizedTest
	@CsvSource({ "PAUSED, 0, 0", "IN_PROGRESS, 0, 0", "RATE_LIMITED, 0, 0", "INBOX_UNAVAILABLE, 1, 1",
			"MALFORMED_PAYLOAD, 1, 1" })
	void aVerifiedRequestThatIsOnlyPutOffIsNoCall(RejectionReason reason, long calls, long failures) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/github").build();
		this.activities.begin(this.provider, head);
		this.activities.verified(this.provider, mock(VerifiedWebhookRequest.class));
		this.activities.received(this.provider, head,
				new ReceiveOutcome((reason.status() < 500) ? ReceiveOutcome.Kind.REFUSED : ReceiveOutcome.Kind.FAILED,
						new WebhookRejectedException(reason, "later"), List.of(), List.of(), Map.of(),
						WebhookResponse.of(reason.status())));
		assertThat(this.activities.of("github").window())
			.isEqualTo(new ChannelActivity.Window(Duration.ofMinutes(10), calls, failures));
	}

}
