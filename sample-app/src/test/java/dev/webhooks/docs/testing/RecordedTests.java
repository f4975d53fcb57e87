package dev.webhooks.docs.testing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "STRIPE_WEBHOOK_SECRET=a-secret-for-tests", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@Import(SignedCalls.class)
class RecordedTests {

	private static final SignedRequest RECORDED = SignedRequest.post("/webhooks/stripe", """
			{"id": "evt_7", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_7"}}}""")
		.header("Stripe-Signature", "t=1772366400,v1=58977803c84ebe85f861c4872f7e0e2b63a52520efd0c3583bf97b4a6ff59d89");

	@Test
	void whatWasRecordedIsValidForFiveMinutes(@Autowired SignedCalls calls, @Autowired MutableClock clock)
			throws IOException {
		clock.advance(Duration.ofMinutes(5));
		assertThat(calls.send(RECORDED)).hasStatusOk();
		clock.advance(Duration.ofSeconds(1));
		assertThat(calls.send(RECORDED)).hasStatus(401);
	}

	@TestConfiguration
	static class Times {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
		}

	}

}
