package dev.webhooks.actuate;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.audit.AuditEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what operators do over HTTP.
 */
class WebhooksEndpointWriteTests {

	private EndpointApplication application;

	@BeforeEach
	void start() throws Exception {
		this.application = EndpointApplication.start();
		this.application.receive("evt-0", "order.paid", "{}");
		this.application.receive("evt-1", "order.sent", "{}");
		this.application.awaitDeliveries("dead", 2);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private String delivery(String eventId) throws IOException, InterruptedException {
		return this.application.get("/deliveries?eventId=" + eventId).json().at("/deliveries/0/id").asString();
	}

	private AuditEvent audited() {
		return this.application.audit().get(this.application.audit().size() - 1);
	}

	@Test
	void oneDeliveryIsRetried() throws Exception {
		this.application.billing().broken = false;
		JsonNode result = this.application.post("/retry/" + delivery("evt-1"), "{}").json();
		assertThat(result.path("changed").asInt()).isOne();
		await().until(() -> this.application.billing().received.contains("evt-1"));
		this.application.awaitDeliveries("dead", 1);
	}

	@Test
	void manyAreOnlyCountedUnlessItIsSaidHowManyAreExpected() throws Exception {
		JsonNode preview = this.application.post("/retry", "{\"provider\":\"shop\",\"from\":\"1h\"}").json();
		assertThat(preview.path("preview").asBoolean()).isTrue();
		assertThat(preview.path("matching").asInt()).isEqualTo(2);
		assertThat(preview.at("/parameters/status").asString()).isEqualTo("dead");
		assertThat(preview.at("/parameters/from").asString()).endsWith("Z");
		this.application.awaitDeliveries("dead", 2);
		assertThat(this.application.audit()).isEmpty();
	}

	@Test
	void manyAreRetriedByTheParametersOfThePreview() throws Exception {
		this.application.billing().broken = false;
		JsonNode preview = this.application.post("/retry", "{\"provider\":\"shop\",\"from\":\"1h\"}").json();
		String parameters = preview.path("parameters").toString();
		JsonNode result = this.application
			.post("/retry", parameters.substring(0, parameters.length() - 1) + ",\"expected\":2}")
			.json();
		assertThat(result.path("changed").asInt()).isEqualTo(2);
		await().until(() -> this.application.billing().received.size() == 2);
	}

	@Test
	void moreThanExpectedAreLeftAlone() throws Exception {
		EndpointApplication.Answer answer = this.application.post("/retry", "{\"expected\":1}");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.reason()).contains("more than 1");
		this.application.awaitDeliveries("dead", 2);
	}

	@Test
	void oneAttemptCanBeAskedFor() throws Exception {
		this.application.post("/retry", "{\"expected\":2,\"mode\":\"once\"}");
		await().untilAsserted(
				() -> assertThat(this.application.get("/deliveries?status=dead").json().path("deliveries").values())
					.extracting((delivery) -> delivery.path("trigger").asString())
					.containsExactly("MANUAL_ONCE", "MANUAL_ONCE"));
	}

	@Test
	void deliveriesAreDiscarded() throws Exception {
		this.application.post("/discard/" + delivery("evt-0"), "{}");
		assertThat(this.application.post("/discard", "{\"type\":\"order.sent\",\"expected\":\"1\"}")
			.json()
			.path("changed")
			.asInt()).isOne();
		this.application.awaitDeliveries("discarded", 2);
	}

	@Test
	void aListenerIsPausedAndGoesOn() throws Exception {
		this.application.post("/pause",
				"{\"provider\":\"shop\",\"listener\":\"billing\",\"reason\":\"the bank is away\"}");
		JsonNode paused = this.application.get("/listeners/billing").json().at("/paused/0");
		assertThat(paused.path("reason").asString()).isEqualTo("the bank is away");
		this.application.awaitPause();
		this.application.receive("evt-2", "order.paid", "{}");
		this.application.awaitDeliveries("pending", 1);
		assertThat(this.application.post("/resume", "{\"provider\":\"shop\",\"listener\":\"billing\"}")
			.json()
			.path("changed")
			.asInt()).isOne();
		this.application.awaitDeliveries("dead", 3);
	}

	@Test
	void aProviderIsPaused() throws Exception {
		this.application.post("/pause", "{\"provider\":\"shop\"}");
		assertThat(this.application.get("/providers/shop").json().path("paused")).hasSize(1);
		await().until(() -> this.application.get("").json().at("/engines/inbox/paused").size() == 1);
	}

	@Test
	void deliveriesAreGivenToAnotherListener() throws Exception {
		this.application.post("/pause", "{\"provider\":\"shop\"}");
		this.application.awaitPause();
		this.application.receive("evt-2", "order.paid", "{}");
		this.application.receive("evt-3", "order.paid", "{}");
		String parameters = "{\"provider\":\"shop\",\"listener\":\"billing\",\"newTarget\":\"billing-new\"";
		assertThat(this.application.post("/reassign", parameters + "}").json().path("matching").asInt()).isEqualTo(2);
		assertThat(this.application.post("/reassign", parameters + ",\"expected\":1}").status()).isEqualTo(409);
		assertThat(this.application.post("/reassign", parameters + ",\"expected\":2}").json().path("changed").asInt())
			.isEqualTo(2);
		assertThat(this.application.get("/deliveries?listener=billing-new").json().path("deliveries")).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "/retry | {\"expected\":10001} | 400 | from 1 to 10000",
			"/retry | {\"status\":\"processed\"} | 400 | 'status' must be of retrying, dead",
			"/retry | {\"mode\":\"twice\"} | 400 | 'anew' or 'once'", "/retry/12 | {} | 400 | none that a delivery has",
			"/pause | {} | 400 | 'channel' is missing",
			"/pause | {\"provider\":\"shop\\u0000\"} | 400 | stored nowhere",
			"/pause | {\"provider\":\"shop\",\"reason\":\"away\\u0000\"} | 400 | stored nowhere",
			"/resume | {\"provider\":\"shop\\u0000\"} | 400 | stored nowhere",
			"/resume | {\"provider\":\"shop\",\"listener\":\"billing\\u0000\"} | 400 | stored nowhere",
			"/reassign | {\"provider\":\"shop\\u0000\",\"listener\":\"billing\",\"newTarget\":\"billing-new\"} | 400 | stored nowhere",
			"/reassign | {\"provider\":\"shop\",\"listener\":\"billing\\u0000\",\"newTarget\":\"billing-new\"} | 400 | stored nowhere",
			"/reassign | {\"provider\":\"shop\",\"listener\":\"billing\",\"newTarget\":\"billing-new\\u0000\"} | 400 | stored nowhere",
			"/pause | {\"provider\":\"shop\",\"listener\":\"none\"} | 400 | no target 'none'",
			"/reassign | {\"provider\":\"shop\",\"listener\":\"billing\"} | 400 | 'newTarget' is missing",
			"/reassign | {\"provider\":\"shop\",\"listener\":\"billing\",\"newTarget\":\"none\",\"expected\":2} | 400 | no target 'none'" })
	void whatCannotBeDoneIsRefusedWithAReason(String path, String body, int status, String reason) throws Exception {
		EndpointApplication.Answer answer = this.application.post(path, body);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.reason()).contains(reason);
	}

	@Test
	void anOperationThatIsNoneIsNotFound() throws Exception {
		assertThat(this.application.post("/destroy", "{}").status()).isEqualTo(404);
		assertThat(this.application.post("/destroy/1", "{}").status()).isEqualTo(404);
	}

	@Test
	void aDeliveryThatIsNotThereIsNotFound() throws Exception {
		String other = DeliveryView.idOf(new dev.webhooks.delivery.DeliveryId(new java.util.UUID(1, 2), "billing"));
		assertThat(this.application.post("/retry/" + other, "{}").status()).isEqualTo(404);
	}

	@Test
	void whatIsDoneIsAudited() throws Exception {
		this.application.post("/discard", "{\"type\":\"order.sent\",\"expected\":1}");
		assertThat(audited().getType()).isEqualTo("WEBHOOKS_DISCARD");
		assertThat(audited().getPrincipal()).isEqualTo("anonymous");
		assertThat(audited().getData()).isEqualTo(Map.of("type", "order.sent", "expected", "1", "changed", 1));
	}

	@Test
	void whatFailsIsAuditedToo() throws Exception {
		this.application.post("/retry", "{\"expected\":1}");
		assertThat(audited().getType()).isEqualTo("WEBHOOKS_RETRY");
		assertThat(audited().getData()).containsKey("failure").doesNotContainKey("changed");
	}

	@Test
	void readingIsNotAudited() throws Exception {
		this.application.get("/events");
		assertThat(this.application.audit()).isEmpty();
	}

}
