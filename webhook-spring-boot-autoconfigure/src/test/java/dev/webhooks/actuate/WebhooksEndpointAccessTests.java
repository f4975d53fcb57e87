package dev.webhooks.actuate;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who may see and do what.
 */
class WebhooksEndpointAccessTests {

	@Test
	void aReadOnlyEndpointChangesNothing() throws Exception {
		try (EndpointApplication application = EndpointApplication
			.start("management.endpoint.webhooks.access=read-only")) {
			assertThat(application.get("/events").status()).isEqualTo(200);
			assertThat(application.post("/pause", "{\"provider\":\"shop\"}").status()).isEqualTo(405);
			assertThat(application.post("/retry/1", "{}").status()).isEqualTo(405);
		}
	}

	@Test
	void anEndpointWithoutAccessIsNotThere() throws Exception {
		try (EndpointApplication application = EndpointApplication.start("management.endpoint.webhooks.access=none")) {
			assertThat(application.get("").status()).isEqualTo(404);
		}
	}

	@Test
	void anEndpointThatIsNotExposedIsNotThere() throws Exception {
		try (EndpointApplication application = EndpointApplication
			.start("management.endpoints.web.exposure.include=health")) {
			assertThat(application.get("").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "never", "when-authorized" })
	void valuesAreHiddenFromStrangers(String show) throws Exception {
		try (EndpointApplication application = EndpointApplication
			.start("management.endpoint.webhooks.show-values=" + show)) {
			EndpointApplication.Answer event = event(application);
			assertThat(event.body()).doesNotContain("4242");
			assertThat(event.json().at("/body/content").isNull()).isTrue();
		}
	}

	@Test
	void valuesAreShownToAllIfThatIsWanted() throws Exception {
		try (EndpointApplication application = EndpointApplication
			.start("management.endpoint.webhooks.show-values=always")) {
			JsonNode event = event(application).json();
			assertThat(event.at("/headers/X-Type/0").asString()).isEqualTo("order.paid");
			assertThat(event.at("/body/content").asString()).isEqualTo("{\"card\":\"4242\"}");
			assertThat(event.at("/deliveries/0/delivery/error").asString()).contains(EndpointApplication.MESSAGE);
			assertThat(event.at("/deliveries/0/history/0/error").asString()).contains(EndpointApplication.MESSAGE);
			assertThat(event.toString()).doesNotContain("a-secret-of-sixteen");
		}
	}

	private static EndpointApplication.Answer event(EndpointApplication application)
			throws IOException, InterruptedException {
		application.receive("evt-0", "order.paid", "{\"card\":\"4242\"}");
		application.awaitDeliveries("dead", 1);
		return application.get("/events/" + application.get("/events").json().at("/events/0/id").asString());
	}

	@Test
	void withoutAStoreTheLastOutcomesAreShown() throws Exception {
		try (EndpointApplication application = EndpointApplication.start("webhooks.inbox.type=none")) {
			application.receive("evt-0", "order.paid", "{\"card\":\"4242\"}");
			application.receive("evt-1", "nobody.cares", "{}");
			EndpointApplication.Answer events = application.get("/events?provider=shop");
			assertThat(events.json().path("outcomes").values())
				.extracting((outcome) -> outcome.path("outcome").asString())
				.containsExactly("IGNORED", "FAILED");
			assertThat(events.json().at("/outcomes/1/reason").asString()).isEqualTo("LISTENER_FAILED");
			assertThat(events.body()).doesNotContain("4242");
			assertThat(application.get("/events?status=failed").json().path("outcomes")).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events?tenant=a", "/events?status=dead", "/deliveries", "/counts" })
	void whatNeedsAStoreSaysThatThereIsNone(String path) throws Exception {
		try (EndpointApplication application = EndpointApplication.start("webhooks.inbox.type=none")) {
			EndpointApplication.Answer answer = application.get(path);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.reason()).contains("Nothing is stored here");
		}
	}

}
