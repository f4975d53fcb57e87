package dev.webhooks.test.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.inbox.WebhookDeadLetterEvent;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequests;
import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application with an inbox in memory, whose deliveries run when a test asks for them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.MOCK,
		properties = { "webhooks.inbox.type=memory", "webhooks.test.deliveries=manual",
				"webhooks.providers.stripe.secret=a-secret-for-tests", "webhooks.providers.stripe.retry.max-attempts=3",
				"webhooks.providers.stripe.retry.initial-interval=1m", "webhooks.providers.stripe.retry.multiplier=2",
				"webhooks.providers.stripe.retry.jitter=0" })
@AutoConfigureWebhooks
class WebhookDeliveriesTesterTests {

	@Autowired
	private WebhookDeliveriesTester deliveries;

	@Autowired
	private WebhookReceiver receiver;

	@Autowired
	private WebhookDeliveries operations;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Shop shop;

	@BeforeEach
	void begin() {
		this.deliveries.clear();
		this.shop.paid.clear();
		this.shop.dead.clear();
		this.shop.failures = 0;
	}

	@Test
	void whatWasAcceptedWaits() {
		receive("evt_1");
		assertThat(this.deliveries.of("evt_1")).isPending().hasAttempts(0);
		assertThat(this.shop.paid).isEmpty();
	}

	@Test
	void whatIsDueRunsAndIsRecorded() {
		receive("evt_1");
		List<DeliveryRun> runs = this.deliveries.runDue();
		assertThat(this.shop.paid).containsExactly("evt_1");
		assertThat(this.deliveries.of("evt_1").to("shop.paid")).isProcessed().hasAttempts(1).hasNoError();
		assertThat(runs).containsExactly(new DeliveryRun("stripe", "evt_1", "payment_intent.succeeded", "shop.paid", 1,
				DeliveryStatus.PROCESSED, null, null));
	}

	@Test
	void whatFailedIsNotRunBeforeItsTime() {
		this.shop.failures = 1;
		receive("evt_1");
		Instant next = this.clock.instant().plus(Duration.ofMinutes(1));
		assertThat(this.deliveries.runDue()).singleElement()
			.satisfies((run) -> assertThat(run.nextAttempt()).isEqualTo(next));
		assertThat(this.deliveries.runDue()).isEmpty();
		assertThat(this.deliveries.advance(Duration.ofSeconds(59))).isEmpty();
		assertThat(this.deliveries.ofLast()).isRetried()
			.isRetriedAt(next)
			.isRetriedWithin(Duration.ofSeconds(1))
			.hasErrorContaining("closed");
		assertThat(this.deliveries.advance(Duration.ofSeconds(1))).hasSize(1);
		assertThat(this.deliveries.of("evt_1")).isProcessed().hasAttempts(2);
	}

	@Test
	void timePassesUntilTheNextAttempt() {
		this.shop.failures = 1;
		receive("evt_1");
		Instant begin = this.clock.instant();
		assertThat(this.deliveries.runNext()).hasSize(1);
		assertThat(this.clock.instant()).isEqualTo(begin);
		assertThat(this.deliveries.runNext()).hasSize(1);
		assertThat(this.clock.instant()).isEqualTo(begin.plus(Duration.ofMinutes(1)));
		assertThat(this.deliveries.runNext()).isEmpty();
	}

	@Test
	void whatAlwaysFailsIsDeadInTheEnd() {
		this.shop.failures = 100;
		receive("evt_1");
		Instant begin = this.clock.instant();
		assertThat(this.deliveries.runUntilDone()).extracting(DeliveryRun::attempt).containsExactly(1, 2, 3);
		assertThat(this.deliveries.of("evt_1")).isDead().hasAttempts(3).hasErrorContaining("closed");
		assertThat(this.clock.instant()).isEqualTo(begin.plus(Duration.ofMinutes(3)));
	}

	@Test
	void deadLettersAreToldBeforeItReturns() {
		this.shop.failures = 100;
		receive("evt_1");
		this.deliveries.runUntilDone();
		assertThat(this.shop.dead).containsExactly("evt_1");
	}

	@Test
	void whatIsPausedWaits() {
		this.operations.pause("stripe", null);
		receive("evt_1");
		assertThat(this.deliveries.runUntilDone()).isEmpty();
		assertThat(this.deliveries.of("evt_1")).isPending();
		this.operations.resume("stripe");
		assertThat(this.deliveries.runDue()).hasSize(1);
	}

	@Test
	void whatTestsHaveLeftIsCleared() {
		this.shop.failures = 1;
		receive("evt_1");
		this.deliveries.runDue();
		receive("evt_2");
		this.deliveries.clear();
		assertThat(this.deliveries.all()).doNotExist();
		assertThat(this.deliveries.runUntilDone()).isEmpty();
		receive("evt_1");
		assertThat(this.deliveries.of("evt_1")).isPending();
	}

	@Test
	void theThreadOfTheTestLendsNothingToListeners() {
		receive("evt_1");
		this.deliveries.runDue();
		assertThat(this.shop.thread).isNotSameAs(Thread.currentThread());
		assertThat(this.shop.thread.isAlive()).isFalse();
	}

	@Test
	void aFailureTellsWhereTheDeliveriesStand() {
		this.shop.failures = 1;
		receive("evt_1");
		this.deliveries.runDue();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.deliveries.of("evt_1").to("shop.paid")).isProcessed())
			.withMessageContainingAll("deliveries of event 'evt_1' to listener 'shop.paid'", "to be PROCESSED",
					"RETRYING after 1 attempt, due at ",
					"last error: java.lang.IllegalStateException: The shop is closed", "advance(Duration)");
	}

	@Test
	void aFailureTellsThatNothingHasRun() {
		receive("evt_1");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.deliveries.of("evt_1")).isProcessed())
			.withMessageContainingAll("PENDING after 0 attempts", "runDue()");
	}

	@Test
	void aFailureTellsWhatElseThereIs() {
		receive("evt_1");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.deliveries.of("evt_2")).isProcessed())
			.withMessageContainingAll("deliveries of event 'evt_2'", "no such delivery", "event evt_1");
	}

	@Test
	void aFailureTellsThatTheInboxIsEmpty() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.deliveries.of("evt_2")).isPending())
			.withMessageContaining("the inbox is empty");
	}

	private void receive(String id) {
		assertThat(this.receiver
			.receive("stripe",
					SignedRequests.stripe("a-secret-for-tests", this.clock.instant(), """
							{"id": "%s", "type": "payment_intent.succeeded"}""".formatted(id))
						.toWebhookRequest("http://localhost"))
			.status()).isEqualTo(200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
		}

	}

	static class Shop {

		final List<String> paid = new ArrayList<>();

		final List<String> dead = new ArrayList<>();

		int failures;

		Thread thread;

		@WebhookListener(provider = "stripe", events = "payment_intent.succeeded", id = "shop.paid")
		void paid(WebhookEvent event) {
			this.thread = Thread.currentThread();
			if (this.failures-- > 0) {
				throw new IllegalStateException("The shop is closed");
			}
			this.paid.add(event.id());
		}

		@EventListener
		void dead(WebhookDeadLetterEvent event) {
			this.dead.add(event.event().id());
		}

	}

}
