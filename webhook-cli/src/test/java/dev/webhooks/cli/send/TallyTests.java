package dev.webhooks.cli.send;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.cli.request.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tally}.
 */
class TallyTests {

	private final Tally tally = new Tally("stripe", "http://localhost/in");

	@Test
	void countsAllOfManyAnswersAndKnowsTheSlowest() {
		answer(200, Duration.ofMillis(9));
		for (int i = 0; i < 300_000; i++) {
			answer(200, Duration.ofMillis(1));
		}
		answer(401, Duration.ofMillis(1));
		assertThat(this.tally.ended()).isEqualTo(300_002);
		assertThat(this.tally.accepted()).isEqualTo(300_001);
		assertThat(this.tally.json()).extracting("refused").isEqualTo(1);
		assertThat(this.tally.json()).extracting("latencyMillis")
			.isEqualTo(Map.of("p50", 1.0, "p90", 1.0, "p99", 1.0, "max", 9.0));
	}

	private void answer(int status, Duration time) {
		this.tally.add(new Answer(status, Map.<String, List<String>>of(), new byte[0], false, time));
	}

}
