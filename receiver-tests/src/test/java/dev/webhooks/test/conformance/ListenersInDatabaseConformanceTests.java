package dev.webhooks.test.conformance;

import java.util.List;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.test.ProviderRequest;

/**
 * Listeners with an inbox in H2: one that adds up in one transaction with the record that
 * it has run, and one that writes only what is not there.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:conformance;DB_CLOSE_DELAY=-1",
		"webhooks.providers.stripe.secret=a-secret-for-tests" })
class ListenersInDatabaseConformanceTests extends WebhookConformance {

	@Autowired
	private WebhookProviders providers;

	@Autowired
	private JdbcTemplate jdbc;

	@Override
	protected List<ProviderRequest> events() {
		return List.of(event("charge.succeeded"), event("charge.refunded"));
	}

	private ProviderRequest event(String type) {
		return ProviderRequest.of(this.providers.find("stripe"))
			.event(type)
			.set("/data/object/id", "ch_1")
			.set("/data/object/amount", 100);
	}

	@Override
	protected Object state() {
		return List.of(this.jdbc.queryForList("SELECT paid FROM total", Long.class),
				this.jdbc.queryForList("SELECT id FROM refund", String.class));
	}

	@Override
	protected void reset() {
		this.jdbc.execute("CREATE TABLE IF NOT EXISTS total (paid BIGINT NOT NULL)");
		this.jdbc.execute("CREATE TABLE IF NOT EXISTS refund (id VARCHAR(100) PRIMARY KEY)");
		this.jdbc.update("DELETE FROM total");
		this.jdbc.update("DELETE FROM refund");
		this.jdbc.update("INSERT INTO total (paid) VALUES (0)");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Books.class)
	static class Application {

	}

	static class Books {

		private final JdbcTemplate jdbc;

		Books(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@WebhookListener(provider = "stripe", events = "charge.succeeded", transactional = true, id = "books.paid")
		void paid(@WebhookPayload("/data/object/amount") long amount) {
			this.jdbc.update("UPDATE total SET paid = paid + ?", amount);
		}

		@WebhookListener(provider = "stripe", events = "charge.refunded", id = "books.refunded")
		void refunded(@WebhookPayload("/data/object/id") String charge) {
			this.jdbc.update("MERGE INTO refund (id) KEY (id) VALUES (?)", charge);
		}

	}

}
