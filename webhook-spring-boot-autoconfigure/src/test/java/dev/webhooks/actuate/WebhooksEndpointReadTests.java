package dev.webhooks.actuate;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what operators see over HTTP.
 */
class WebhooksEndpointReadTests {

	private static final int EVENTS = 5;

	private static EndpointApplication application;

	@BeforeAll
	static void start() throws Exception {
		application = EndpointApplication.start("webhooks.providers.shop.rate-limit.requests-per-minute=600",
				"webhooks.providers.shop.secrets[0].expires=2099-01-01T00:00:00Z",
				"webhooks.inbox.listener-timeout=7m");
		for (int i = 0; i < EVENTS; i++) {
			application.receive("evt-" + i, (i % 2 == 0) ? "order.paid" : "order.sent", "{\"card\":\"4242\"}");
		}
		application.awaitDeliveries("dead", EVENTS);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void theOverviewTellsWhatThereIsToDoInEachEngine() throws Exception {
		JsonNode overview = application.get("").json();
		assertThat(overview.at("/providers/0").asString()).isEqualTo("shop");
		assertThat(overview.at("/engines/inbox/running").asBoolean()).isTrue();
		await().until(() -> application.get("").json().at("/engines/inbox/channels/shop/dead").asInt() == EVENTS);
	}

	@Test
	void aProviderIsShownWithItsLimits() throws Exception {
		JsonNode shop = application.get("/providers").json().at("/providers/0");
		assertThat(shop.path("path").asString()).isEqualTo("/webhooks/shop");
		assertThat(shop.at("/limits/requestsPerMinute").asInt()).isEqualTo(600);
		assertThat(shop.at("/limits/bodyTimeout").asString()).isEqualTo("PT20S");
	}

	@Test
	void secretsAreShownByCountAndExpiryOnly() throws Exception {
		EndpointApplication.Answer shop = application.get("/providers/shop");
		assertThat(shop.json().at("/secrets/configured").asInt()).isOne();
		assertThat(shop.json().at("/secrets/expires/0").asString()).isEqualTo("2099-01-01T00:00:00Z");
		assertThat(shop.body()).doesNotContain("a-secret-of-sixteen");
	}

	@Test
	void aProviderTellsWhatItHasReceivedAndDone() throws Exception {
		JsonNode activity = application.get("/providers/shop").json().path("activity");
		assertThat(activity.path("received").asInt()).isEqualTo(EVENTS);
		assertThat(activity.path("failed").asInt()).isEqualTo(EVENTS);
		assertThat(activity.path("processed").asInt()).isZero();
		assertThat(activity.path("meanTime").asString()).startsWith("PT");
		assertThat(activity.path("lastReceived").asString()).isNotEmpty();
		assertThat(activity.at("/lastError/text").asString()).isEqualTo("java.lang.IllegalStateException");
	}

	@Test
	void listenersAreShownWithWhatTheyReceive() throws Exception {
		JsonNode billing = application.get("/listeners/billing").json();
		assertThat(billing.at("/events/0").asString()).isEqualTo("order.*");
		assertThat(billing.path("timeout").asString()).isEqualTo("PT7M");
		assertThat(application.get("/listeners").json().path("listeners")).hasSize(2);
	}

	@Test
	void eventsAreFoundByWhatOperatorsKnowOfThem() throws Exception {
		JsonNode page = application.get("/events?status=dead&provider=shop&listener=billing&type=order.paid&from=1h")
			.json();
		assertThat(page.path("events").values()).extracting((event) -> event.path("eventId").asString())
			.containsExactly("evt-4", "evt-2", "evt-0");
		assertThat(application.get("/events?eventId=evt-3").json().path("events")).hasSize(1);
		assertThat(application.get("/events?to=1h").json().path("events")).isEmpty();
	}

	@Test
	void pagesFollowEachOtherByTheirCursors() throws Exception {
		JsonNode first = application.get("/deliveries?limit=3").json();
		JsonNode second = application.get("/deliveries?limit=3&after=" + first.path("next").asString()).json();
		assertThat(ids(first)).containsExactly("evt-4", "evt-3", "evt-2");
		assertThat(ids(second)).containsExactly("evt-1", "evt-0");
		assertThat(second.path("next").isNull()).isTrue();
	}

	private static List<String> ids(JsonNode page) {
		return page.path("deliveries")
			.values()
			.stream()
			.map((delivery) -> delivery.path("eventId").asString())
			.toList();
	}

	@Test
	void aCursorOfOtherFiltersIsRefused() throws Exception {
		String next = application.get("/deliveries?limit=3").json().path("next").asString();
		EndpointApplication.Answer answer = application.get("/deliveries?status=dead&after=" + next);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.reason()).contains("other filters");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "status=broken, 'status' must be of", "from=yesterday, 'from' must be a time",
					"from=1h&to=2h, before 'to'", "limit=0, from 1 to 1000", "limit=many, from 1 to 1000",
					"after=nonsense, 'next' of a page", "event=12, id under which an event is stored",
					"engine=outbox, 'engine' must be of inbox", "provider=a&channel=b, only one", "tenant=, is empty" })
	void whatCannotBeReadIsRefusedWithAReason(String query, String reason) throws Exception {
		for (String list : List.of("/events?", "/deliveries?")) {
			EndpointApplication.Answer answer = application.get(list + query);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.reason()).contains(reason);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events/12", "/deliveries/12" })
	void anIdThatIsNoneIsRefused(String path) throws Exception {
		assertThat(application.get(path).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/nothing/1", "/providers/none", "/listeners/none",
			"/events/0199f1c2-3d4e-7a5b-8c6d-0123456789ab" })
	void whatIsNotThereIsNotFound(String path) throws Exception {
		assertThat(application.get(path).status()).isEqualTo(404);
	}

	@Test
	void oneEventHidesItsValues() throws Exception {
		EndpointApplication.Answer event = application.get("/events/" + storedId());
		assertThat(event.status()).isEqualTo(200);
		assertThat(event.body()).doesNotContain("4242").contains("java.lang.IllegalStateException");
		assertThat(event.json().at("/headers/X-Type/0").asString()).isEqualTo("******");
		assertThat(event.json().at("/body/size").asInt()).isEqualTo(15);
		assertThat(event.json().at("/deliveries/0/history/0/number").asInt()).isOne();
	}

	@Test
	void oneDeliveryIsShownWithItsAttempts() throws Exception {
		String id = application.get("/deliveries?limit=1").json().at("/deliveries/0/id").asString();
		JsonNode delivery = application.get("/deliveries/" + id).json();
		assertThat(delivery.at("/delivery/status").asString()).isEqualTo("DEAD");
		assertThat(delivery.at("/history/0/status").asString()).isEqualTo("DEAD");
	}

	@Test
	void deliveriesAreCounted() throws Exception {
		JsonNode count = application.get("/counts?status=dead&type=order.sent").json();
		assertThat(count.path("count").asInt()).isEqualTo(2);
		assertThat(count.path("complete").asBoolean()).isTrue();
	}

	@Test
	void theLastOutcomesAreRemembered() throws Exception {
		JsonNode recent = application.get("/recent?limit=1").json().at("/outcomes/0");
		assertThat(recent.path("outcome").asString()).isEqualTo("ACCEPTED");
		assertThat(recent.at("/eventIds/0").asString()).isEqualTo("evt-4");
	}

	private static String storedId() throws IOException, InterruptedException {
		return application.get("/events?limit=1").json().at("/events/0/id").asString();
	}

}
