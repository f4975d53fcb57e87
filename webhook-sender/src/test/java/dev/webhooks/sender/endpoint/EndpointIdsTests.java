package dev.webhooks.sender.endpoint;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointIds}.
 */
class EndpointIdsTests {

	private static EndpointIds at(String time) {
		return new EndpointIds(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
	}

	@Test
	void idsAreUuidsOfVersion7() {
		assertThat(at("2022-02-22T19:22:22Z").next()).matches("ep_017f22e279b07[0-9a-f]{3}[89ab][0-9a-f]{15}");
	}

	@Test
	void idsOfLaterMillisecondsAreHigher() {
		assertThat(at("2026-11-29T00:00:00.000Z").next()).isLessThan(at("2026-11-29T00:00:00.001Z").next());
	}

	@Test
	void noTwoAreAlike() {
		EndpointIds ids = at("2026-11-29T00:00:00Z");
		Set<String> made = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			made.add(ids.next());
		}
		assertThat(made).hasSize(10_000);
	}

}
