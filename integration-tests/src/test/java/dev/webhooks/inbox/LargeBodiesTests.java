package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backlog of bodies that are more than the memory of the node that finds it.
 */
class LargeBodiesTests {

	@ParameterizedTest
	@CsvSource({ "160m, 150, 1000000", "512m, 70, 9900000" })
	void aBacklogOfLargeBodiesIsDeliveredWithLittleMemory(String heap, int count, int size) throws Exception {
		TestDatabase database = TestDatabase.POSTGRES_NEWEST.empty();
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		NodeListeners.createTables(jdbc);
		DeliveryStorage inbox = JdbcStorage.open(database.dataSource(), JdbcStoreSettings.of("application"), null);
		for (int i = 0; i < count; i++) {
			inbox.store().add(List.of(event(i, size)), Samples.lease(1), Instant.now());
		}
		try (NodeProcess node = NodeCommand.on(database).listeners("plain").heap(heap).start().awaitReady()) {
			Awaitility.await()
				.pollInterval(Duration.ofMillis(200))
				.atMost(Duration.ofMinutes(3))
				.until(() -> inbox.archive().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == count);
			assertThat(node.send("afterwards")).isEqualTo(200);
		}
		assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM seen WHERE phase = 'begin' AND id LIKE 'large%'",
				Integer.class))
			.as("runs")
			.isEqualTo(count);
		assertThat(jdbc.queryForObject("SELECT MAX(attempts) + MAX(takeovers) FROM webhook_delivery", Integer.class))
			.isOne();
	}

	private static Addition event(int number, int size) {
		byte[] body = ("{\"id\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
		Message event = new Message("shop", null, "large" + number, List.of("ok"), null, Instant.now(),
				WebhookHeaders.of("Content-Type", "application/json"), body, null, Map.of());
		return new Addition(UUID.randomUUID(), event, null, List.of("plain"), false);
	}

}
