package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.WebhookEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ProviderRequest} with every fixture of a preset that can be signed.
 */
class SignedFixturesTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	static List<WebhookFixture> fixtures() {
		return WebhookFixtures.create()
			.all()
			.stream()
			.filter((fixture) -> SignedPresetsTests.signable().contains(fixture.provider()))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void isAnEventOfItsType(WebhookFixture fixture) {
		Assumptions.assumeFalse(fixture.provider().equals("supabase"), "Its requests name no type");
		ProviderRequest request = request(fixture);
		assertThat(received(request).get(0).types()).contains(fixture.event());
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void isAnotherEventEachTime(WebhookFixture fixture) {
		ProviderRequest request = request(fixture);
		assertThat(received(request)).isNotEmpty()
			.extracting(WebhookEvent::id)
			.doesNotContainAnyElementsOf(received(request).stream().map(WebhookEvent::id).toList());
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void isTheSameEventWhenItIsRedelivered(WebhookFixture fixture) {
		Assumptions.assumeFalse(OWN_IDS.contains(fixture.provider()), "Each request is an event of its own");
		ProviderRequest request = request(fixture).redelivered();
		List<String> ids = received(request).stream().map(WebhookEvent::id).toList();
		assertThat(received(request.at(NOW.plusSeconds(20)))).extracting(WebhookEvent::id).isEqualTo(ids);
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void happensNow(WebhookFixture fixture) {
		assertThat(received(request(fixture))).extracting(WebhookEvent::occurredAt)
			.allSatisfy(
					(time) -> assertThat((time != null) ? time : NOW).isCloseTo(NOW, within(1, ChronoUnit.SECONDS)));
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void hasTimesThatAreTimes(WebhookFixture fixture) {
		ProviderRequest request = request(fixture);
		for (int i = 0; i < 10; i++) {
			assertThat(TIME.matcher(new String(request.sign().body(), StandardCharsets.UTF_8))
				.results()
				.map((time) -> time.group(1) + "T" + time.group(2))).allSatisfy(LocalDateTime::parse);
		}
	}

	private static final Pattern TIME = Pattern
		.compile("\\b([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})");

	private static final Set<String> OWN_IDS = Set.of("dropbox", "mollie-classic");

	private static ProviderRequest request(WebhookFixture fixture) {
		return TestProviders.request(fixture.provider()).event(fixture.event()).at(NOW);
	}

	private static List<WebhookEvent> received(ProviderRequest request) {
		return Received.events(request.provider(), request.sign(), NOW);
	}

}
