package dev.webhooks.inbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator endpoint of an application with an inbox in PostgreSQL.
 */
class EndpointTests {

	private static final String SECRET = "whsec_the secret of the endpoint";

	private static final int EVENTS = 7;

	private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

	private static volatile boolean broken = true;

	private static ServletWebServerApplicationContext application;

	@BeforeAll
	static void start() throws Exception {
		application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(TestDatabase.POSTGRES_NEWEST.empty()
				.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.dev.webhooks=OFF",
						"management.endpoints.web.exposure.include=webhooks",
						"management.endpoint.webhooks.show-values=always", "webhooks.inbox.poll-interval=100ms",
						"webhooks.providers.shop.signature.scheme=none", "webhooks.providers.shop.event.id=body:/id",
						"webhooks.providers.shop.event.type=body:/type",
						"webhooks.providers.shop.retry.max-attempts=1"))
			.run();
		for (int i = 0; i < EVENTS; i++) {
			HttpRequest request = SignedRequests
				.slack(SECRET, "application/json", Instant.now(),
						"{\"id\":\"evt-" + i + "\",\"type\":\"order." + (i % 2) + "\"}")
				.to("/webhooks/shop")
				.toHttpRequest(url(""))
				.build();
			HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
		}
		InboxProcessingContract.await().until(() -> count("dead") == EVENTS);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static String url(String path) {
		return "http://localhost:" + application.getWebServer().getPort() + path;
	}

	private static JsonNode get(String path) throws Exception {
		return send(HttpRequest.newBuilder().GET(), path);
	}

	private static JsonNode post(String path, String body) throws Exception {
		return send(HttpRequest.newBuilder()
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)), path);
	}

	private static JsonNode send(HttpRequest.Builder request, String path) throws Exception {
		return new JsonMapper().readTree(HttpClient.newHttpClient()
			.send(request.uri(URI.create(url("/actuator/webhooks" + path))).build(),
					HttpResponse.BodyHandlers.ofString())
			.body());
	}

	private static long count(String status) throws Exception {
		return get("/counts?status=" + status).path("count").asLong();
	}

	private static List<String> ids(JsonNode page) {
		return page.path("deliveries")
			.values()
			.stream()
			.map((delivery) -> delivery.path("eventId").asString())
			.toList();
	}

	@Test
	void whatFailedIsFoundRepairedAndSentAgain() throws Exception {
		InboxProcessingContract.await().until(() -> get("").at("/engines/inbox/channels/shop/dead").asInt() == EVENTS);
		JsonNode first = get("/deliveries?status=dead&limit=4");
		JsonNode second = get("/deliveries?status=dead&limit=4&after=" + first.path("next").asString());
		assertThat(ids(first)).hasSize(4).contains("evt-6").doesNotContainAnyElementsOf(ids(second));
		assertThat(ids(second)).hasSize(3).contains("evt-0");
		String event = first.at("/deliveries/0/event").asString();
		assertThat(get("/events/" + event).at("/body/content").asString()).contains("evt-");
		assertThat(get("/events/" + event).at("/deliveries/0/history/0/error").asString()).contains("no ledger");

		broken = false;
		assertThat(post("/retry/" + first.at("/deliveries/0/id").asString(), "{}").path("changed").asInt()).isOne();
		InboxProcessingContract.await().until(() -> count("dead") == EVENTS - 1);
		assertThat(post("/retry", "{\"type\":\"order.1\"}").path("matching").asInt()).isEqualTo(3);
		assertThat(post("/retry", "{\"type\":\"order.1\",\"expected\":2}").path("reason").asString()).contains("more");
		assertThat(post("/retry", "{\"type\":\"order.1\",\"expected\":3}").path("changed").asInt()).isEqualTo(3);
		InboxProcessingContract.await().until(() -> count("processed") == 4);
		assertThat(RECEIVED).contains("evt-6", "evt-1", "evt-3", "evt-5");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@WebhookListener(id = "ledger", provider = "shop")
		void book(WebhookEvent event) {
			if (broken) {
				throw new IllegalStateException("no ledger");
			}
			RECEIVED.add(event.id());
		}

	}

}
