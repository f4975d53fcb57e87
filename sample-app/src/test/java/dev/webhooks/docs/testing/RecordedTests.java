package dev.webhooks.docs.testing;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.test.MutableClock;
import dev.webhooks.test.autoconfigure.WebhookTest;

import static org.assertj.core.api.Assertions.assertThat;

@WebhookTest(properties = "webhooks.providers.stripe.secret=a-secret-for-tests")
class RecordedTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	MutableClock clock;

	@Test
	void whatWasRecordedIsValidForFiveMinutes() {
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(recorded()).hasStatusOk();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(recorded()).hasStatus(401);
	}

	MockMvcTester.MockMvcRequestBuilder recorded() {
		return this.mvc.post()
			.uri("/webhooks/stripe")
			.header("Stripe-Signature",
					"t=1772366400,v1=58977803c84ebe85f861c4872f7e0e2b63a52520efd0c3583bf97b4a6ff59d89")
			.content("""
					{"id": "evt_7", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_7"}}}""");
	}

	@TestConfiguration
	static class Times {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
		}

	}

}
