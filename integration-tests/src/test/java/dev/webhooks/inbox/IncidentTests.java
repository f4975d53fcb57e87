package dev.webhooks.inbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.alert.WebhookAlert;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An incident from its beginning to its end, in an application with an inbox in
 * PostgreSQL, as a person on call sees it by HTTP: one listener keeps failing until its
 * circuit breaker opens, another gives an event up, a new version mends both, and what
 * was held up or given up is processed.
 */
@ExtendWith(OutputCaptureExtension.class)
class IncidentTests {

	private static final String SECRET = "the-signing-secret-of-the-shop-01";

	private static final String IN_THE_PAYLOAD = "4242-4242-4242-4242";

	private static final List<String> ALERTS = new CopyOnWriteArrayList<>();

	private static final List<String> PROCESSED = new CopyOnWriteArrayList<>();

	private final String[] database = TestDatabase.POSTGRES_NEWEST.empty()
		.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.dev.webhooks=DEBUG",
				"webhooks.inbox.poll-interval=100ms", "webhooks.inbox.jdbc.initialize-schema=always",
				"webhooks.providers.shop.preset=slack", "webhooks.providers.shop.secret=" + SECRET,
				"webhooks.providers.shop.processing=durable", "webhooks.providers.shop.handshakes=",
				"webhooks.providers.shop.event.id=body:/id", "webhooks.providers.shop.event.type=body:/type",
				"webhooks.providers.shop.retry.initial-interval=20ms", "webhooks.providers.shop.retry.multiplier=1",
				"webhooks.providers.shop.retry.max-attempts=1000",
				"webhooks.listeners.[billing].circuit-breaker.minimum-calls=4",
				"webhooks.listeners.[billing].circuit-breaker.wait=1h", "webhooks.health.max-backlog-age=2s",
				"webhooks.alerts.interval=200ms", "management.endpoints.web.exposure.include=health,webhooks",
				"management.endpoint.health.show-details=always");

	private final HttpClient client = HttpClient.newHttpClient();

	private ServletWebServerApplicationContext application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void start(String version, String showValues) {
		if (this.application != null) {
			this.application.close();
		}
		this.application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Shop.class)
			.properties(this.database)
			.run("--version=" + version, "--management.endpoint.webhooks.show-values=" + showValues);
	}

	@Test
	void fromTheFirstFailureToTheLastDelivery(CapturedOutput output) throws Exception {
		start("broken", "never");
		receive("charge-1", "charge");
		soon().until(() -> get("/webhooks").at("/engines/inbox").toString().contains("ircuit breaker"));
		int attempts = attempts("charge-1");
		receive("charge-2", "charge");
		receive("charge-3", "charge");
		receive("mail-1", "mail");

		soon().until(() -> health("/inbox/backlog").equals("DOWN"));
		soon().until(() -> ALERTS.containsAll(List.of("BEGUN BACKLOG inbox/shop", "BEGUN DEAD_LETTERS inbox/shop")));
		assertThat(attempts("charge-1")).as("attempts of what waits").isEqualTo(attempts);
		assertThat(attempts("charge-2")).isZero();
		assertThat(list("retrying,pending")).containsExactlyInAnyOrder("charge-1", "charge-2", "charge-3");
		assertThat(list("dead")).containsExactly("mail-1");
		String dead = get("/webhooks/deliveries?status=dead").at("/deliveries/0/event").asString();
		assertThat(get("/webhooks/events/" + dead).toString()).contains("NonRetryableWebhookException")
			.doesNotContain(IN_THE_PAYLOAD, "no such template");

		start("mended", "always");
		assertThat(get("/webhooks/events/" + dead).toString()).contains(IN_THE_PAYLOAD, "no such template");
		assertThat(health("/inbox/backlog")).isEqualTo("DOWN");
		post("/webhooks/resume", "{\"provider\":\"shop\",\"listener\":\"billing\"}");
		JsonNode preview = post("/webhooks/retry", "{\"provider\":\"shop\"}");
		assertThat(preview.path("matching").asInt()).isOne();
		assertThat(list("dead")).containsExactly("mail-1");
		assertThat(post("/webhooks/retry", "{\"provider\":\"shop\",\"expected\":1}").path("changed").asInt()).isOne();

		soon().until(() -> PROCESSED.size() == 4);
		soon().until(() -> list("processed").size() == 4);
		soon().until(() -> health("").equals("UP"));
		soon().until(() -> ALERTS.containsAll(List.of("ENDED BACKLOG inbox/shop", "ENDED DEAD_LETTERS inbox/shop")));
		assertThat(PROCESSED).containsExactlyInAnyOrder("charge-1", "charge-2", "charge-3", "mail-1");
		assertThat(ALERTS).doesNotHaveDuplicates().hasSize(4);
		assertThat(output.toString()).doesNotContain(IN_THE_PAYLOAD).doesNotContain(SECRET);
	}

	/** Engines are looked into at most once in five seconds. */
	private static ConditionFactory soon() {
		return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
	}

	private void receive(String id, String type) throws Exception {
		HttpRequest request = SignedRequests
			.slack(SECRET, "application/json", Instant.now(),
					"{\"id\":\"%s\",\"type\":\"%s\",\"card\":\"%s\"}".formatted(id, type, IN_THE_PAYLOAD))
			.to("/webhooks/shop")
			.toHttpRequest(url(""))
			.build();
		assertThat(this.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
	}

	private List<String> list(String statuses) throws Exception {
		List<String> ids = new ArrayList<>();
		get("/webhooks/deliveries?status=" + statuses).path("deliveries")
			.forEach((delivery) -> ids.add(delivery.path("eventId").asString()));
		return ids;
	}

	private int attempts(String id) throws Exception {
		return get("/webhooks/deliveries?eventId=" + id).at("/deliveries/0/attempts").asInt();
	}

	private String health(String path) throws Exception {
		return get("/health/webhooks" + path).path("status").asString();
	}

	private JsonNode get(String path) throws Exception {
		return send(HttpRequest.newBuilder(), path);
	}

	private JsonNode post(String path, String body) throws Exception {
		return send(HttpRequest.newBuilder()
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)), path);
	}

	private JsonNode send(HttpRequest.Builder request, String path) throws Exception {
		return JsonMapper.shared()
			.readTree(
					this.client.send(request.uri(URI.create(url("/actuator" + path))).build(), BodyHandlers.ofString())
						.body());
	}

	private String url(String path) {
		return "http://localhost:" + this.application.getWebServer().getPort() + path;
	}

	/**
	 * Books charges and sends mails, once it is mended.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Value("${version}")
		private String version;

		@WebhookListener(id = "billing", provider = "shop", events = "charge")
		void book(WebhookEvent event) {
			if (this.version.equals("broken")) {
				throw new IllegalStateException("the ledger is away");
			}
			PROCESSED.add(event.id());
		}

		@WebhookListener(id = "mails", provider = "shop", events = "mail")
		void mail(WebhookEvent event) {
			if (this.version.equals("broken")) {
				throw new NonRetryableWebhookException("no such template");
			}
			PROCESSED.add(event.id());
		}

		@EventListener
		void alert(WebhookAlert alert) {
			ALERTS.add(alert.phase() + " " + alert.kind() + " " + alert.subject());
		}

	}

}
