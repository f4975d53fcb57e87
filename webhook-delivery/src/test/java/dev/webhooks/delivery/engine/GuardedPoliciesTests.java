package dev.webhooks.delivery.engine;

import org.junit.jupiter.api.Test;

import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedPoliciesTests {

	private static final Destination DESTINATION = new Destination("shop", "mail");

	@Test
	void aPolicyThatFailsIsReplacedByWhatIsUsual() {
		DeliveryPolicies policies = new GuardedPolicies(new DeliveryPolicies() {

			@Override
			public RetryPolicy retry(Destination destination) {
				throw new IllegalStateException("for the test");
			}

			@Override
			public RetryAdvice advice(Destination destination, Throwable failure) {
				throw new IllegalStateException("for the test");
			}

		});
		assertThat(policies.retry(DESTINATION)).isEqualTo(RetryPolicy.DEFAULT);
		assertThat(policies.advice(DESTINATION, new Exception())).isEqualTo(RetryAdvice.NONE);
		assertThat(policies.timeout(DESTINATION)).isNull();
	}

}
