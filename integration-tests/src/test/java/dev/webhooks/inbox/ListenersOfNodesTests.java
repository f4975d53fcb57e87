package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes of two versions of an application, of which the older lacks a listener, and nodes
 * of two applications, on one database.
 */
class ListenersOfNodesTests {

	private static final String[] SETTINGS = { "webhooks.inbox.lease=500ms",
			"webhooks.providers.shop.retry.initial-interval=100ms", "webhooks.providers.shop.retry.multiplier=1" };

	private final String[] database = Node.onH2(SETTINGS);

	private Node older;

	private Node newer;

	@AfterEach
	void stop() {
		this.older.close();
		if (this.newer != null) {
			this.newer.close();
		}
	}

	private static Queue<String> calls(Node node) {
		return node.bean(Older.class).calls;
	}

	private static void awaitCount(Node node, DeliveryStatus status, long count) {
		InboxProcessingContract.await().until(() -> node.deliveries().count(DeliveryFilter.of(status)) == count);
	}

	@Test
	void aNodeLeavesDeliveriesToTheNodesThatHaveTheListener() {
		this.older = Node.start(Older.class, this.database);
		this.newer = Node.start(Newer.class, this.database);
		this.newer.bean(Newer.class).failures.add("1");
		this.newer.send("1", "ok");
		awaitCount(this.newer, DeliveryStatus.PROCESSED, 2);
		assertThat(calls(this.newer)).contains("added 1 1", "added 1 2");
		assertThat(calls(this.older)).doesNotContain("added 1 1", "added 1 2");
	}

	@Test
	void deliveriesOfAListenerThatNoNodeHasWaitForOneAndAreKnown() {
		this.older = Node.start(Newer.class, this.database);
		this.older.bean(Newer.class).failures.add("1");
		this.older.bean(Newer.class).failures.add("always");
		this.older.send("1", "ok");
		awaitCount(this.older, DeliveryStatus.RETRYING, 1);
		this.older.close();
		this.older = Node.start(Older.class, this.database);
		DeliveryStorage inbox = this.older.bean(WebhookInbox.class).storage();
		Destination added = new Destination("shop", "added");
		InboxProcessingContract.await()
			.until(() -> inbox.archive().findOrphans().equals(List.of(new OrphanedDestination(added, 1))));
		InboxProcessingContract.await()
			.during(Duration.ofMillis(500))
			.until(() -> this.older.deliveries().count(DeliveryFilter.of(DeliveryStatus.RETRYING)) == 1);
		this.newer = Node.start(Newer.class, this.database);
		awaitCount(this.newer, DeliveryStatus.PROCESSED, 2);
		InboxProcessingContract.await().until(() -> inbox.archive().findOrphans().isEmpty());
	}

	@Test
	void twoApplicationsEachReceiveTheirOwnEvents() {
		this.older = Node.start(Older.class,
				InboxProcessingContract.concat(this.database, "spring.application.name=one"));
		this.newer = Node.start(Newer.class,
				InboxProcessingContract.concat(this.database, "webhooks.inbox.application=two"));
		this.older.send("1", "ok");
		assertThat(new String(this.newer.send("1", "ok").body(), StandardCharsets.UTF_8)).contains("accepted");
		awaitCount(this.newer, DeliveryStatus.PROCESSED, 2);
		awaitCount(this.older, DeliveryStatus.PROCESSED, 1);
		assertThat(calls(this.older)).containsExactly("kept 1 1");
	}

	@Test
	void anEventThatKillsItsNodesIsDeadInTheEnd() {
		this.older = Node.start(Older.class, InboxProcessingContract.concat(this.database, "webhooks.inbox.lease=1h"));
		DeliveryStorage inbox = this.older.bean(WebhookInbox.class).storage();
		Instant past = Instant.now().minusSeconds(60);
		// A poll in between would take it over before it is as it has to be
		this.older.bean(InboxEngine.class).stop();
		inbox.store().add(List.of(Samples.leased(Samples.event("shop", "1"), "kept")), new Lease(1, past), past);
		this.older.bean(JdbcTemplate.class).update("UPDATE webhook_delivery SET takeovers = 19");
		this.older.bean(InboxEngine.class).start();
		awaitCount(this.older, DeliveryStatus.DEAD, 1);
		WebhookDelivery dead = this.older.deliveries().find(DeliveryFilter.of(DeliveryStatus.DEAD), 1).get(0);
		assertThat(dead.lastError()).isEqualTo("20 nodes died while it ran");
		assertThat(dead.attempts()).as("no listener of this node was called").isZero();
		assertThat(calls(this.older)).isEmpty();
	}

	static class Older {

		final Queue<String> calls = new ConcurrentLinkedQueue<>();

		@WebhookListener(id = "kept")
		void kept(WebhookEvent event) {
			this.calls.add("kept " + event.id() + " " + event.attempt());
		}

	}

	static class Newer extends Older {

		final Set<String> failures = ConcurrentHashMap.newKeySet();

		@WebhookListener(id = "added")
		void added(WebhookEvent event) {
			this.calls.add("added " + event.id() + " " + event.attempt());
			if (this.failures.contains("always") || this.failures.remove(event.id())) {
				throw new IllegalStateException("not yet");
			}
		}

	}

}
