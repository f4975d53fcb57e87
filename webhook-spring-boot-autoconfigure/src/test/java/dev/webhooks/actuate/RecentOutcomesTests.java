package dev.webhooks.actuate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class RecentOutcomesTests {

	private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

	private final RecentOutcomes outcomes = new RecentOutcomes(Clock.fixed(NOW, ZoneOffset.UTC));

	private final WebhookProvider provider = WebhookProvider.ofPreset("github").secret("a-secret-of-sixteen").build();

	private void receive(Kind kind, RejectionReason reason, List<String> ids) {
		WebhookRejectedException rejection = (reason != null) ? new WebhookRejectedException(reason, "refused") : null;
		this.outcomes.received(this.provider, mock(WebhookRequestHead.class),
				new ReceiveOutcome(kind, rejection, ids, ids, Map.of(), WebhookResponse.of(200)));
	}

	private RecentOutcome.Page page() {
		return this.outcomes.page((outcome) -> true, RecentOutcomes.SIZE);
	}

	@Test
	void theLastTwoHundredAreRemembered() {
		for (int i = 0; i < 1000; i++) {
			receive(Kind.PROCESSED, null, List.of("evt-" + i));
		}
		assertThat(page().outcomes()).hasSize(200);
		assertThat(page().outcomes().get(0).eventIds()).containsExactly("evt-999");
		assertThat(page().outcomes().get(199).eventIds()).containsExactly("evt-800");
	}

	@Test
	void longIdsAndLongListsAreCut() {
		receive(Kind.PROCESSED, null,
				IntStream.range(0, 100).mapToObj((i) -> i + "x".repeat(5000)).collect(Collectors.toList()));
		RecentOutcome outcome = page().outcomes().get(0);
		assertThat(outcome.events()).isEqualTo(100);
		assertThat(outcome.eventIds()).hasSize(5).allSatisfy((id) -> assertThat(id).hasSize(200));
		assertThat(outcome.types()).hasSize(5).allSatisfy((type) -> assertThat(type).hasSize(200));
	}

	@Test
	void strangersPushNothingOut() {
		receive(Kind.PROCESSED, null, List.of("evt-1"));
		for (int i = 0; i < 1000; i++) {
			receive(Kind.REFUSED, RejectionReason.SIGNATURE_MISMATCH, List.of());
			receive(Kind.HANDSHAKE, null, List.of());
		}
		assertThat(page().outcomes()).hasSize(1);
		assertThat(page().others()).containsExactlyInAnyOrder(
				new RecentOutcome.Tally("github", Kind.REFUSED, RejectionReason.SIGNATURE_MISMATCH, 1000, NOW),
				new RecentOutcome.Tally("github", Kind.HANDSHAKE, null, 1000, NOW));
	}

	@Test
	void aFailureOfAListenerIsRemembered() {
		receive(Kind.FAILED, RejectionReason.LISTENER_FAILED, List.of("evt-1"));
		assertThat(page().outcomes()).singleElement()
			.satisfies((outcome) -> assertThat(outcome.reason()).isEqualTo(RejectionReason.LISTENER_FAILED));
	}

}
