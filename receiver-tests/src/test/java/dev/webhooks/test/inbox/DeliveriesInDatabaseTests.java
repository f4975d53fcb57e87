package dev.webhooks.test.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with an inbox in H2, whose deliveries run when a test asks for them.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:deliveries-in-database;DB_CLOSE_DELAY=-1",
		"webhooks.test.deliveries=manual", "webhooks.providers.stripe.secret=a-secret-for-tests",
		"webhooks.providers.stripe.order-by=body:/data/object/customer",
		"webhooks.providers.stripe.retry.initial-interval=1m", "webhooks.providers.stripe.retry.jitter=0" })
@AutoConfigureWebhooks
class DeliveriesInDatabaseTests {

	@Autowired
	private WebhookDeliveriesTester deliveries;

	@Autowired
	private WebhookReceiver receiver;

	@Autowired
	private WebhookProviders providers;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Books books;

	@BeforeEach
	void begin() {
		this.deliveries.clear();
		this.jdbc.execute("CREATE TABLE IF NOT EXISTS payment (id VARCHAR(100) NOT NULL, number INT AUTO_INCREMENT)");
		this.jdbc.execute("DELETE FROM payment");
		this.books.failures = 0;
	}

	@Test
	void whatWasAcceptedRunsWhenItIsDue() {
		receive("ch_1", "anyone");
		assertThat(this.deliveries.ofLast()).isPending();
		this.deliveries.runDue();
		assertThat(this.deliveries.ofLast()).isProcessed();
		assertThat(payments()).containsExactly("ch_1");
	}

	@Test
	void whatATransactionalListenerWroteIsGoneWhenItFails() {
		this.books.failures = 1;
		receive("ch_1", "anyone");
		this.deliveries.runDue();
		assertThat(payments()).isEmpty();
		assertThat(this.deliveries.ofLast()).isRetriedWithin(Duration.ofMinutes(1));
		this.deliveries.advance(Duration.ofMinutes(1));
		assertThat(payments()).containsExactly("ch_1");
	}

	@Test
	void thoseOfACustomerWaitForEachOther() {
		this.books.failures = 1;
		receive("ch_1", "first");
		receive("ch_2", "first");
		receive("ch_3", "second");
		this.deliveries.runDue();
		assertThat(payments()).containsExactly("ch_3");
		this.deliveries.runUntilDone();
		assertThat(payments()).containsExactly("ch_3", "ch_1", "ch_2");
	}

	@Test
	void clearingLeavesNothing() {
		receive("ch_1", "anyone");
		this.deliveries.runDue();
		this.books.failures = 100;
		receive("ch_2", "anyone");
		receive("ch_3", "anyone");
		this.deliveries.runUntilDone();
		receive("ch_4", "anyone");
		this.deliveries.clear();
		assertThat(this.deliveries.all()).doNotExist();
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_event", Long.class)).isZero();
		assertThat(this.deliveries.runUntilDone()).isEmpty();
	}

	@Test
	void whatWasDeadHoldsUpNothingAfterClearing() {
		this.books.failures = 100;
		receive("ch_1", "anyone");
		this.deliveries.runUntilDone();
		this.deliveries.clear();
		this.books.failures = 0;
		receive("ch_2", "anyone");
		this.deliveries.runDue();
		assertThat(payments()).containsExactly("ch_2");
	}

	@Test
	@Transactional
	void listenersTakeNoPartInATransactionOfTheTest() {
		receive("ch_1", "anyone");
		this.deliveries.runDue();
		assertThat(this.deliveries.ofLast()).isProcessed();
		assertThat(this.books.sawTransactionOfTheTest).isFalse();
	}

	private List<String> payments() {
		return this.jdbc.queryForList("SELECT id FROM payment ORDER BY number", String.class);
	}

	private void receive(String charge, String customer) {
		assertThat(this.receiver
			.receive("stripe",
					ProviderRequest.of(this.providers.find("stripe"))
						.event("charge.succeeded")
						.set("/data/object/id", charge)
						.set("/data/object/customer", customer)
						.at(this.books.clock.instant())
						.sign()
						.toWebhookRequest())
			.status()).isEqualTo(200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Books.class)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
		}

	}

	static class Books {

		private final JdbcTemplate jdbc;

		private final MutableClock clock;

		private int failures;

		private boolean sawTransactionOfTheTest;

		Books(JdbcTemplate jdbc, MutableClock clock) {
			this.jdbc = jdbc;
			this.clock = clock;
		}

		@WebhookListener(provider = "stripe", events = "charge.succeeded", transactional = true, id = "books")
		void paid(WebhookEvent event, @WebhookPayload("/data/object/id") String charge) {
			this.sawTransactionOfTheTest = Thread.currentThread().getName().equals("main");
			this.jdbc.update("INSERT INTO payment (id) VALUES (?)", charge);
			if (this.failures-- > 0) {
				throw new IllegalStateException("The books are closed");
			}
		}

	}

}
