package dev.webhooks.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryPolicyTests {

	private final Random random = new Random(1);

	private Duration wait(RetryPolicy policy, int attempt) {
		return policy.waitAfter(attempt, this.random);
	}

	@Test
	void growsExponentiallyUpToTheLongest() {
		RetryPolicy policy = RetryPolicy.exponential(8, Duration.ofSeconds(10), 3, Duration.ofHours(1), 0);
		assertThat(wait(policy, 1)).isEqualTo(Duration.ofSeconds(10));
		assertThat(wait(policy, 2)).isEqualTo(Duration.ofSeconds(30));
		assertThat(wait(policy, 3)).isEqualTo(Duration.ofSeconds(90));
		assertThat(wait(policy, 7)).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void endsWithTheLastAttempt() {
		assertThat(wait(RetryPolicy.DEFAULT, 8)).isNull();
	}

	@Test
	void takesTheWaitsOfAListInTheirOrder() {
		RetryPolicy policy = RetryPolicy.listed(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), 0);
		assertThat(wait(policy, 1)).isEqualTo(Duration.ofSeconds(5));
		assertThat(wait(policy, 2)).isEqualTo(Duration.ofMinutes(5));
		assertThat(wait(policy, 3)).isNull();
	}

	@Test
	void anEmptyListMeansOneAttempt() {
		assertThat(wait(RetryPolicy.listed(List.of(), 0), 1)).isNull();
	}

	@Test
	void jitterVariesAWaitWithinItsShare() {
		RetryPolicy policy = RetryPolicy.listed(List.of(Duration.ofSeconds(10)), 0.2);
		for (int i = 0; i < 1000; i++) {
			assertThat(wait(policy, 1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
		}
	}

	@Test
	void aNegativeWaitIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.listed(List.of(Duration.ofSeconds(-1)), 0))
			.withMessage("'schedule' must not have negative waits");
	}

}
