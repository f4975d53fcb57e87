package dev.webhooks.inbox;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners and conditions that leave their threads interrupted, which keeps nothing from
 * being stored or recorded.
 */
class InterruptedDeliveryTests {

	private static final int EVENTS = 20;

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void eachEventIsAcceptedAndProcessedOnce(Mode mode) {
		try (Node node = Node.start(Listeners.class, mode.properties(this.directory))) {
			Queue<String> calls = node.bean(Listeners.class).calls;
			for (int i = 0; i < EVENTS; i++) {
				assertThat(node.send("p" + i, "plain").status()).isEqualTo(200);
				assertThat(node.send("t" + i, "transactional").status()).isEqualTo(200);
			}
			await().until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 2 * EVENTS);
			assertThat(calls).hasSize(2 * EVENTS).doesNotHaveDuplicates();
		}
	}

	enum Mode {

		H2, POSTGRES, MARIADB;

		String[] properties(Path directory) {
			return switch (this) {
				case H2 -> new String[] { "spring.datasource.url=jdbc:h2:file:" + directory.resolve("inbox") };
				case POSTGRES -> TestDatabase.POSTGRES_NEWEST.empty().properties();
				case MARIADB -> TestDatabase.MARIADB_NEWEST.empty().properties();
			};
		}

	}

	@Component("listeners")
	static class Listeners {

		final Queue<String> calls = new ConcurrentLinkedQueue<>();

		public boolean interrupt() {
			Thread.currentThread().interrupt();
			return true;
		}

		@WebhookListener(value = "plain", condition = "@listeners.interrupt()")
		void plain(WebhookEvent event) {
			this.calls.add(event.id());
			Thread.currentThread().interrupt();
		}

		@WebhookListener(value = "transactional", condition = "@listeners.interrupt()", transactional = true)
		void transactional(WebhookEvent event) {
			this.calls.add(event.id());
			Thread.currentThread().interrupt();
		}

	}

}
