package dev.webhooks.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.engine.DeliveryEngine;
import dev.webhooks.delivery.engine.DeliveryEngineBuilder;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deliveries in a plain {@code main}, without an application around them.
 */
class PlainDeliveryTests {

	@Test
	void aMessageIsStoredAndDelivered() throws Exception {
		assertThat(Shop.run("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")).isEqualTo("mail: {\"id\":7}");
	}

	static final class Shop implements DeliveryHandler {

		private final CompletableFuture<String> delivered = new CompletableFuture<>();

		public static void main(String[] arguments) throws Exception {
			System.out.println(run("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1"));
		}

		static String run(String url) throws Exception {
			JdbcDataSource database = new JdbcDataSource();
			database.setURL(url);
			new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
				.execute(database);
			Shop shop = new Shop();
			DeliveryStorage storage = JdbcStorage.open(database, JdbcStoreSettings.of("shop"), null);
			DeliveryEngine engine = new DeliveryEngineBuilder(storage, shop, (destination) -> RetryPolicy.DEFAULT)
				.build();
			engine.start();
			Message message = new Message("orders", null, "order-7", List.of("order.paid"), null, Instant.now(),
					WebhookHeaders.of(), "{\"id\":7}".getBytes(StandardCharsets.UTF_8), null, Map.of());
			engine.accept(List.of(new Submission(message, null, List.of("mail"))));
			String text = shop.delivered.get(30, TimeUnit.SECONDS);
			engine.stop();
			return text;
		}

		@Override
		public Destinations destinations() {
			return Destinations.of(List.of(new Destination("orders", "mail")));
		}

		@Override
		public void handle(ClaimedDelivery delivery) {
			this.delivered.complete(
					delivery.id().target() + ": " + new String(delivery.message().body(), StandardCharsets.UTF_8));
		}

	}

}
