package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.autoconfigure.WebhookDeliveriesTestAutoConfiguration;
import dev.webhooks.test.inbox.DeliveryRun;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test has of its deliveries, with an inbox in the database of production.
 */
abstract class DeliveriesOnDemandContract {

	private Node node;

	private WebhookDeliveriesTester deliveries;

	private JdbcTemplate jdbc;

	@BeforeEach
	void start() {
		this.node = Node.start(Application.class,
				InboxProcessingContract.concat(TestDatabase.of(this).empty().properties(),
						"webhooks.test.deliveries=manual", "webhooks.providers.shop.order-by=body:/type",
						"webhooks.providers.shop.retry.initial-interval=1m",
						"webhooks.providers.shop.retry.multiplier=1", "webhooks.providers.shop.retry.jitter=0",
						"webhooks.providers.shop.retry.max-attempts=3"));
		this.deliveries = this.node.bean(WebhookDeliveriesTester.class);
		this.jdbc = this.node.bean(JdbcTemplate.class);
		this.jdbc.execute("DROP TABLE IF EXISTS ledger");
		this.jdbc.execute("CREATE TABLE ledger (event varchar(100) NOT NULL)");
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	private List<String> ledger() {
		return this.jdbc.queryForList("SELECT event FROM ledger ORDER BY event", String.class);
	}

	@Test
	void whatIsAcceptedRunsWhenTheTestAsksForIt() {
		this.node.send("1", "good");
		assertThat(this.deliveries.of("1")).isPending();
		this.deliveries.runDue();
		assertThat(this.deliveries.of("1")).isProcessed();
		assertThat(ledger()).containsExactly("1");
	}

	@Test
	void whatFailsIsTriedAgainWhenItsTimeHasCome() {
		this.node.send("1", "bad-once");
		assertThat(this.deliveries.runDue()).hasSize(1);
		assertThat(this.deliveries.runDue()).isEmpty();
		assertThat(this.deliveries.of("1")).isRetriedWithin(Duration.ofMinutes(1)).hasAttempts(1);
		assertThat(ledger()).isEmpty();
		assertThat(this.deliveries.advance(Duration.ofMinutes(1))).hasSize(1);
		assertThat(this.deliveries.of("1")).isProcessed();
		assertThat(ledger()).containsExactly("1");
	}

	@Test
	void whatAlwaysFailsIsDeadAndLetsTheNextOfItsKeyPass() {
		this.node.send("1", "bad");
		this.node.send("2", "bad");
		assertThat(this.deliveries.runUntilDone()).extracting(DeliveryRun::eventId)
			.containsExactly("1", "1", "1", "2", "2", "2");
		assertThat(this.deliveries.all()).hasSize(2).isDead().hasErrorContaining("broken");
	}

	@Test
	void clearingLeavesNothingForTheNextTest() {
		this.node.send("1", "bad");
		this.deliveries.runUntilDone();
		this.node.send("2", "bad");
		this.node.send("3", "good");
		this.deliveries.clear();
		assertThat(this.deliveries.all()).doNotExist();
		assertThat(this.deliveries.runUntilDone()).isEmpty();
		this.node.send("3", "good");
		assertThat(this.deliveries.runDue()).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Listeners.class)
	@ImportAutoConfiguration(WebhookDeliveriesTestAutoConfiguration.class)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
		}

	}

	static class Listeners {

		private final JdbcTemplate jdbc;

		private boolean failed;

		Listeners(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@WebhookListener(provider = "shop", transactional = true, id = "ledger")
		void any(WebhookEvent event) {
			this.jdbc.update("INSERT INTO ledger (event) VALUES (?)", event.id());
			if (event.type().equals("bad") || (event.type().equals("bad-once") && !this.failed)) {
				this.failed = true;
				throw new IllegalStateException("broken");
			}
		}

	}

}
