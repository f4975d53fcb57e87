package dev.webhooks.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ProviderAlertsTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-07-01T12:00:00Z"));

	private final ChannelActivities activities = new ChannelActivities(this.clock, (channel) -> Duration.ofMinutes(10));

	private List<AlertCondition> find(Map<String, String> health, Duration expiryWarning) {
		WebhookProvider provider = WebhookProvider.ofPreset("github")
			.with("health", health)
			.with("secrets",
					List.of(Map.of("value", "a-secret-of-sixteen"),
							Map.of("value", "another-secret-of-it", "expires", "2026-07-10T12:00:00Z")))
			.build();
		return new ProviderAlerts(new WebhookProviders(List.of(provider)), new ProviderActivity(this.activities, null),
				expiryWarning, this.clock)
			.find();
	}

	private List<AlertCondition> find(Map<String, String> health) {
		return find(health, Duration.ZERO);
	}

	private static WebhookEvent event() {
		WebhookEvent event = mock(WebhookEvent.class);
		given(event.provider()).willReturn("github");
		return event;
	}

	/** Has listeners be called, some of which fail. */
	private void run(int calls, int failures) {
		for (int i = 0; i < calls; i++) {
			boolean failed = i < failures;
			this.activities.begin(event(), "listener").end(failed ? new IllegalStateException("4242") : null);
		}
	}

	@Test
	void withoutThresholdsThereIsNothingToTell() {
		run(100, 100);
		this.clock.advance(Duration.ofDays(1));
		assertThat(find(Map.of())).isEmpty();
	}

	@Test
	void tooManyFailuresAreTold() {
		run(100, 11);
		assertThat(find(Map.of("max-failure-rate", "10%"))).singleElement().satisfies((condition) -> {
			assertThat(condition.kind()).isEqualTo(Kind.FAILURE_RATE);
			assertThat(condition.subject()).isEqualTo("github");
			assertThat(condition.details()).startsWith("11 of 100").doesNotContain("4242");
		});
	}

	@Test
	void asManyFailuresAsThereMayBeAreNotTold() {
		run(100, 10);
		assertThat(find(Map.of("max-failure-rate", "10%"))).isEmpty();
	}

	@Test
	void tooFewCallsAreNotJudged() {
		run(19, 19);
		assertThat(find(Map.of("max-failure-rate", "10%"))).isEmpty();
	}

	@Test
	void silenceSinceTheStartIsTold() {
		this.clock.advance(Duration.ofMinutes(60));
		assertThat(find(Map.of("max-silence", "60m"))).isEmpty();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(find(Map.of("max-silence", "60m"))).singleElement().satisfies((condition) -> {
			assertThat(condition.kind()).isEqualTo(Kind.SILENCE);
			assertThat(condition.details()).isEqualTo("Nothing has come since 2026-07-01T12:00:00Z");
		});
	}

	@Test
	void aSecretThatExpiresSoonIsTold() {
		assertThat(find(Map.of(), Duration.ofDays(8))).isEmpty();
		assertThat(find(Map.of(), Duration.ofDays(14))).containsExactly(
				new AlertCondition(Kind.SECRET_EXPIRY, "github", "A secret expires at 2026-07-10T12:00:00Z"));
		this.clock.advance(Duration.ofDays(10));
		assertThat(find(Map.of(), Duration.ZERO)).extracting(AlertCondition::details)
			.containsExactly("A secret has expired at 2026-07-10T12:00:00Z");
	}

}
