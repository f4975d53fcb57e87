package dev.webhooks.inbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.alert.AlertRounds;
import dev.webhooks.alert.WebhookAlert;
import dev.webhooks.alert.WebhookAlert.Phase;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Alerts of two applications on one PostgreSQL.
 */
class AlertsOfTwoNodesTests {

	private static final Queue<WebhookAlert> TOLD = new ConcurrentLinkedQueue<>();

	private final List<ServletWebServerApplicationContext> nodes = new ArrayList<>();

	@BeforeEach
	void start() {
		TOLD.clear();
		TestDatabase.POSTGRES_NEWEST.empty();
		startNode();
		startNode();
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(ServletWebServerApplicationContext::close);
	}

	private void startNode() {
		this.nodes.add((ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(TestDatabase.POSTGRES_NEWEST.properties("server.port=0", "spring.main.banner-mode=off",
					"logging.level.dev.webhooks=OFF", "spring.datasource.hikari.maximum-pool-size=5",
					"webhooks.alerts.interval=100ms", "webhooks.inbox.poll-interval=100ms",
					"webhooks.providers.shop.signature.scheme=none", "webhooks.providers.shop.event.id=body:/id",
					"webhooks.providers.shop.retry.max-attempts=1"))
			.run());
	}

	private void receive(String id) throws Exception {
		HttpRequest request = SignedRequests
			.slack("any secret", "application/json", Instant.now(), "{\"id\":\"" + id + "\"}")
			.to("/webhooks/shop")
			.toHttpRequest("http://localhost:" + this.nodes.get(0).getWebServer().getPort())
			.build();
		HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
	}

	private static void awaitTold(int number) {
		InboxProcessingContract.await().until(() -> TOLD.size() >= number);
	}

	/** Each node has looked some more times. */
	private void lookOn() {
		for (int i = 0; i < 3; i++) {
			this.nodes.forEach((node) -> node.getBean(AlertRounds.class).run());
		}
	}

	@Test
	void deadLettersAreToldOnceByWhicheverNodeOverARestartAndOnceWhenTheyAreGone() throws Exception {
		receive("evt-1");
		awaitTold(1);
		lookOn();
		this.nodes.remove(0).close();
		startNode();
		lookOn();
		assertThat(TOLD).extracting(WebhookAlert::kind, WebhookAlert::subject, WebhookAlert::phase)
			.containsExactly(tuple(WebhookAlert.Kind.DEAD_LETTERS, "inbox/shop", Phase.BEGUN));
		this.nodes.get(0).getBean(WebhookDeliveries.class).discard(DeliveryFilter.of(DeliveryStatus.DEAD), 1);
		awaitTold(2);
		lookOn();
		assertThat(TOLD).extracting(WebhookAlert::phase).containsExactly(Phase.BEGUN, Phase.ENDED);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@WebhookListener(id = "ledger", provider = "shop")
		void book(WebhookEvent event) {
			throw new IllegalStateException("no ledger");
		}

		@EventListener
		void on(WebhookAlert alert) {
			TOLD.add(alert);
		}

	}

}
