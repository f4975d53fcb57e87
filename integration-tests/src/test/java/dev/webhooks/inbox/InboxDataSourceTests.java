package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Applications with several databases and transaction managers.
 */
@ExtendWith(OutputCaptureExtension.class)
class InboxDataSourceTests {

	private static final String DATA_SOURCE = "webhooks.inbox.jdbc.data-source=";

	private static final String TRANSACTION_MANAGER = "webhooks.inbox.jdbc.transaction-manager=";

	private static final String LOGGED = "logging.level.dev.webhooks=INFO";

	private static String answer(Node node, String id) {
		return new String(node.send(id, "ok").body(), StandardCharsets.UTF_8);
	}

	@Test
	void whereNoneOfSeveralDatabasesIsPrimaryTheMissingInboxIsWarnedOf(CapturedOutput output) {
		try (Node node = Node.start(Two.class, LOGGED)) {
			assertThat(answer(node, "1")).contains("processed");
			assertThat(output).contains("WARN")
				.contains("There is no inbox for webhooks")
				.contains("orders, archive")
				.contains("'webhooks.inbox.jdbc.data-source'")
				.contains("@Primary")
				.contains("'webhooks.inbox.type'");
		}
	}

	@ParameterizedTest
	@CsvSource({ "webhooks.inbox.type=none", "webhooks.providers.shop.processing=inline" })
	void whoWantsNoInboxIsNotWarned(String property, CapturedOutput output) {
		try (Node node = Node.start(Two.class, LOGGED, property)) {
			assertThat(answer(node, "1")).contains("processed");
			assertThat(output).doesNotContain("There is no inbox for webhooks");
		}
	}

	@Test
	void whereAnInboxIsAskedForTheStartIsStopped() {
		assertThatException().isThrownBy(() -> Node.start(Two.class, "webhooks.inbox.type=jdbc"))
			.havingRootCause()
			.withMessageContaining("'webhooks.inbox.type'")
			.withMessageContaining("orders, archive");
	}

	@Test
	void thePrimaryDatabaseHasTheInbox() {
		try (Node node = Node.start(OnePrimary.class)) {
			assertThat(answer(node, "1")).contains("accepted");
			assertThat(events(node, "orders")).isOne();
		}
	}

	@ParameterizedTest
	@CsvSource({ "orders", "archive" })
	void theDatabaseThatIsNamedHasTheInbox(String name) {
		try (Node node = Node.start(Two.class, DATA_SOURCE + name)) {
			assertThat(answer(node, "1")).contains("accepted");
			assertThat(events(node, name)).isOne();
		}
	}

	@Test
	void theNameCountsMoreThanThePrimaryOne() {
		try (Node node = Node.start(OnePrimary.class, DATA_SOURCE + "archive", "webhooks.inbox.type=jdbc")) {
			assertThat(answer(node, "1")).contains("accepted");
			assertThat(events(node, "archive")).isOne();
		}
	}

	@Test
	void aNameThatNoDatabaseHasStopsTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> Node.start(Two.class, DATA_SOURCE + "order", "logging.level.root=ERROR"))
			.havingRootCause()
			.withMessageContaining("'webhooks.inbox.jdbc.data-source'")
			.withMessageContaining("'order'");
		assertThat(output).contains("Did you mean 'orders'? There are orders, archive.");
	}

	@Test
	void aTransactionManagerThatIsNamedRunsTransactionalListeners() {
		try (Node node = Node.start(TwoManagers.class, DATA_SOURCE + "archive",
				TRANSACTION_MANAGER + "archiveTransactions")) {
			node.send("1", "transactional");
			await().until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
			assertThat(node.bean(TwoManagers.class).connected).isTrue();
		}
	}

	@Test
	void whereNoneOfSeveralTransactionManagersIsNamedATransactionalListenerStopsTheStart(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> Node.start(TwoManagers.class, DATA_SOURCE + "archive", "logging.level.root=ERROR"))
			.havingRootCause()
			.withMessageContaining("is transactional");
		assertThat(output).contains("'webhooks.inbox.jdbc.transaction-manager'");
	}

	@Test
	void aNameThatNoTransactionManagerHasStopsTheStart(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> Node.start(TwoManagers.class, DATA_SOURCE + "archive", TRANSACTION_MANAGER + "archive",
					"logging.level.root=ERROR"))
			.havingRootCause()
			.withMessageContaining("'webhooks.inbox.jdbc.transaction-manager'")
			.withMessageContaining("'archive'");
		assertThat(output).contains("There are ordersTransactions, archiveTransactions.");
	}

	@Test
	void theTransactionManagerOfAnotherDatabaseStopsTheStart() {
		assertThatException()
			.isThrownBy(() -> Node.start(TwoManagers.class, DATA_SOURCE + "archive",
					TRANSACTION_MANAGER + "ordersTransactions"))
			.havingRootCause()
			.withMessageContaining("'ordersTransactions' is not for the DataSource of the inbox");
	}

	private static long events(Node node, String database) {
		JdbcTemplate jdbc = new JdbcTemplate(node.bean(DataSources.class).get(database));
		Long count = jdbc.queryForObject("SELECT COUNT(*) FROM webhook_event", Long.class);
		return (count != null) ? count : 0;
	}

	private static DataSource h2() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	/**
	 * Finds the databases of an application by their names.
	 */
	interface DataSources {

		DataSource get(String name);

	}

	@Configuration(proxyBeanMethods = false)
	static class Base {

		@Bean
		DataSources dataSources(BeanFactory beanFactory) {
			return (name) -> beanFactory.getBean(name, DataSource.class);
		}

		@WebhookListener("ok")
		void receive(WebhookEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Two extends Base {

		@Bean
		DataSource orders() {
			return h2();
		}

		@Bean
		DataSource archive() {
			return h2();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnePrimary extends Base {

		@Bean
		@Primary
		DataSource orders() {
			return h2();
		}

		@Bean
		DataSource archive() {
			return h2();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoManagers {

		private volatile boolean connected;

		private final DataSource archive = h2();

		@Bean
		DataSource orders() {
			return h2();
		}

		@Bean
		DataSource archive() {
			return this.archive;
		}

		@Bean
		PlatformTransactionManager ordersTransactions(DataSource orders) {
			return new JdbcTransactionManager(orders);
		}

		@Bean
		PlatformTransactionManager archiveTransactions(DataSource archive) {
			return new JdbcTransactionManager(archive);
		}

		@WebhookListener(value = "transactional", transactional = true)
		void receive(WebhookEvent event) {
			this.connected = TransactionSynchronizationManager.hasResource(this.archive);
		}

	}

}
