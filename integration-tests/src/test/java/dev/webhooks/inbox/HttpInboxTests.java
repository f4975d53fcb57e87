package dev.webhooks.inbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with an inbox in PostgreSQL as providers see it. Slack waits for what
 * the listener of a command returns, and for nothing of an event.
 */
class HttpInboxTests {

	private static final String SECRET = "the signing secret of the app";

	private static final String COMMAND = "command=%2Fshop&trigger_id=";

	private static ServletWebServerApplicationContext application;

	private static Listeners listeners;

	@BeforeAll
	static void start() {
		application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class,
				Listeners.class)
			.properties(TestDatabase.POSTGRES_NEWEST.empty()
				.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.dev.webhooks=OFF",
						"webhooks.providers.slack.secret=" + SECRET, "webhooks.providers.slack-durable.preset=slack",
						"webhooks.providers.slack-durable.secret=" + SECRET,
						"webhooks.providers.slack-durable.processing=durable",
						"webhooks.providers.slack-inline.preset=slack",
						"webhooks.providers.slack-inline.secret=" + SECRET,
						"webhooks.providers.slack-inline.processing=inline",
						"webhooks.providers.shop.path=/in/{tenant}/shop",
						"webhooks.providers.shop.signature.scheme=none", "webhooks.providers.shop.event.id=body:/id",
						"webhooks.providers.shop.retry.initial-interval=20ms"))
			.run();
		listeners = application.getBean(Listeners.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static HttpResponse<String> send(String path, String contentType, String body) throws Exception {
		HttpRequest request = SignedRequests.slack(SECRET, contentType, Instant.now(), body)
			.to(path)
			.toHttpRequest("http://localhost:" + application.getWebServer().getPort())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static String command(String provider, String id) throws Exception {
		return send("/webhooks/" + provider, "application/x-www-form-urlencoded", COMMAND + id).body();
	}

	private static String event(String provider, String id) throws Exception {
		return send("/webhooks/" + provider, "application/json",
				"{\"type\":\"event_callback\",\"event_id\":\"" + id + "\",\"event\":{\"type\":\"reaction_added\"}}")
			.body();
	}

	private static String order(String tenant, String id) throws Exception {
		return send("/in/" + tenant + "/shop", "application/json", "{\"id\":\"" + id + "\"}").body();
	}

	private static List<WebhookDelivery> deliveries(String provider, String eventId) {
		return application.getBean(WebhookDeliveries.class)
			.find(DeliveryFilter.of().channel(provider), 100)
			.stream()
			.filter((delivery) -> delivery.eventId().equals(eventId))
			.toList();
	}

	private static List<String> callsFor(String eventId) {
		return listeners.calls.stream().filter((call) -> call.contains(" " + eventId)).toList();
	}

	@Test
	void durableAcceptsACommandBeforeItsListenerHasRun() throws Exception {
		assertThat(command("slack-durable", "c1")).isEqualTo("{\"status\":\"accepted\",\"id\":\"c1\"}");
		assertThat(callsFor("c1")).isEmpty();
		listeners.permits.release();
		InboxProcessingContract.await().until(() -> listeners.calls.contains("slack-durable c1"));
		InboxProcessingContract.await()
			.untilAsserted(() -> assertThat(deliveries("slack-durable", "c1")).extracting(WebhookDelivery::status)
				.containsExactly(DeliveryStatus.PROCESSED));
	}

	@Test
	void autoAnswersACommandWithWhatItsListenerReturns() throws Exception {
		listeners.permits.release();
		assertThat(command("slack", "c2")).isEqualTo("three apples");
		assertThat(callsFor("c2")).containsExactly("slack c2");
		assertThat(deliveries("slack", "c2")).isEmpty();
	}

	@Test
	void autoStoresAnEvent() throws Exception {
		assertThat(event("slack", "e1")).isEqualTo("{\"status\":\"accepted\",\"id\":\"e1\"}");
		assertThat(deliveries("slack", "e1")).hasSize(1);
		listeners.permits.release();
		InboxProcessingContract.await().until(() -> listeners.calls.contains("slack e1"));
	}

	@Test
	void inlineRunsTheListenerOfAnEventThoughThereIsAnInbox() throws Exception {
		listeners.permits.release();
		assertThat(event("slack-inline", "e2")).isEqualTo("three apples");
		assertThat(callsFor("e2")).containsExactly("slack-inline e2");
		assertThat(deliveries("slack-inline", "e2")).isEmpty();
	}

	@Test
	void theSameIdOfTwoTenantsIsTwoEvents() throws Exception {
		assertThat(order("acme", "o1")).contains("accepted");
		assertThat(order("globex", "o1")).contains("accepted");
		assertThat(order("acme", "o1")).contains("duplicate");
		assertThat(deliveries("shop", "o1")).extracting(WebhookDelivery::tenant)
			.containsExactlyInAnyOrder("acme", "globex");
	}

	@Test
	void theTenantIsOnTheEventThatWasReadBackFromTheDatabase() throws Exception {
		order("acme", "o2");
		InboxProcessingContract.await().until(() -> listeners.calls.contains("acme o2 attempt 2"));
		assertThat(callsFor("o2")).containsExactly("acme o2 attempt 1", "acme o2 attempt 2");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

	static class Listeners {

		final Queue<String> calls = new ConcurrentLinkedQueue<>();

		final Semaphore permits = new Semaphore(0);

		@WebhookListener(provider = "slack*")
		String slack(WebhookEvent event) throws InterruptedException {
			this.permits.acquire();
			this.calls.add(event.provider() + " " + event.id());
			return "three apples";
		}

		/** Fails at first, since the second attempt reads the event from the database. */
		@WebhookListener(provider = "shop")
		void order(WebhookEvent event) {
			this.calls.add(event.tenant() + " " + event.id() + " attempt " + event.attempt());
			if (event.attempt() == 1) {
				throw new IllegalStateException("out of order");
			}
		}

	}

}
