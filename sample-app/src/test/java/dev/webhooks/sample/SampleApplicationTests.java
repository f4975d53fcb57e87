package dev.webhooks.sample;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends events of all providers over HTTP and looks at what the shop makes of them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	private static final String STRIPE = "demo-secret-of-stripe";

	private static final String GITHUB = "demo-secret-of-github";

	private static final String SLACK = "demo-secret-of-slack";

	private static final String ACME = "demo-secret-of-acme";

	private static final String DELIVERY = """
			{"message": "%s", "kind": "goods.delivered", "product": "%s", "quantity": %d}""";

	private static final String RUN = """
			{"action": "completed", "workflow_run": {"head_branch": "main", "head_sha": "%s", "conclusion": "%s"}}""";

	@LocalServerPort
	int port;

	@Autowired
	Orders orders;

	@Autowired
	Deployments deployments;

	@Autowired
	Stock stock;

	Sender sender;

	@BeforeEach
	void connect() {
		this.sender = new Sender(this.port);
	}

	@Test
	void paymentAtStripePaysTheOrder() {
		HttpResponse<String> answer = this.sender.stripe(STRIPE, "evt_1", "1001");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"evt_1\"}");
		assertThat(this.orders.all()).contains(new Order("1001", "Assam, 250 g", "pi_evt_1"));
	}

	@Test
	void secondDeliveryOfPaymentIsDuplicate(CapturedOutput output) {
		this.sender.stripe(STRIPE, "evt_2", "8");
		HttpResponse<String> answer = this.sender.stripe(STRIPE, "evt_2", "8");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"duplicate\",\"id\":\"evt_2\"}");
		assertThat(output).containsOnlyOnce("unknown order 8");
	}

	@Test
	void paymentOfUnknownOrderChangesNothing(CapturedOutput output) {
		List<Order> before = List.copyOf(this.orders.all());
		assertThat(this.sender.stripe(STRIPE, "evt_3", "9").statusCode()).isEqualTo(200);
		assertThat(this.orders.all()).containsExactlyElementsOf(before);
		assertThat(output).contains("unknown order 9");
	}

	@Test
	void workflowRunAtGitHubIsDeployedIfItSucceeded() {
		HttpResponse<String> failed = this.sender.github(GITHUB, "d-1", "workflow_run",
				RUN.formatted("bad", "failure"));
		assertThat(failed.body()).isEqualTo("{\"status\":\"ignored\"}");
		HttpResponse<String> succeeded = this.sender.github(GITHUB, "d-2", "workflow_run",
				RUN.formatted("c0ffee", "success"));
		assertThat(succeeded.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"d-2\"}");
		assertThat(this.deployments.all()).contains("c0ffee").doesNotContain("bad");
	}

	@Test
	void pushAtGitHubToMainIsLogged(CapturedOutput output) {
		String body = "{\"ref\": \"refs/heads/%s\", \"after\": \"decaf\"}";
		assertThat(this.sender.github(GITHUB, "d-3", "push", body.formatted("spike")).body()).contains("ignored");
		assertThat(output).doesNotContain("decaf");
		assertThat(this.sender.github(GITHUB, "d-4", "push", body.formatted("main")).body()).contains("processed");
		assertThat(output).contains("Commit decaf was pushed, as delivery d-4 says");
	}

	@Test
	void testOfTheEndpointByGitHubIsLoggedAsSuch(CapturedOutput output) {
		assertThat(this.sender.github(GITHUB, "d-ping", "ping", "{\"zen\": \"Keep it logically awesome.\"}").body())
			.isEqualTo("{\"status\":\"ignored\"}");
		assertThat(output).contains("Provider 'github' has tested the endpoint with 'ping', which needs no listener")
			.doesNotContain("@WebhookListener");
	}

	@Test
	void slashCommandOfSlackIsAnsweredWithWhatTheListenerReturns() {
		HttpResponse<String> answer = this.sender.slack(SLACK, "command=%2Fshop&text=&user_name=ada&trigger_id=1.2");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.body()).startsWith("{\"response_type\":\"ephemeral\",\"text\":\"1001 Assam, 250 g: ")
			.endsWith("\\n1002 Sencha, 100 g: open\"}");
	}

	@Test
	void deliveryOfAcmeFillsTheStock() {
		HttpResponse<String> answer = this.sender.acme(ACME, Instant.now(), DELIVERY.formatted("m-1", "Sencha", 12));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"m-1\"}");
		assertThat(this.stock.all()).containsEntry("Sencha", 12);
	}

	@Test
	void deliveryOfAcmeThatIsNotValidIsRefused() {
		HttpResponse<String> answer = this.sender.acme(ACME, Instant.now(), DELIVERY.formatted("m-2", "Nothing", 0));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(this.stock.all()).doesNotContainKey("Nothing");
	}

	@Test
	void deliveryOfAcmeThatIsOldIsRefused() {
		Instant old = Instant.now().minus(Duration.ofMinutes(6));
		assertUnauthorized(this.sender.acme(ACME, old, DELIVERY.formatted("m-3", "Old", 1)));
		assertThat(this.stock.all()).doesNotContainKey("Old");
	}

	@Test
	void wrongSignaturesAreRefusedWithoutEffect() {
		String wrong = "a-secret-of-a-stranger";
		assertUnauthorized(this.sender.stripe(wrong, "evt_4", "1002"));
		assertUnauthorized(this.sender.github(wrong, "d-5", "workflow_run", RUN.formatted("forged", "success")));
		assertUnauthorized(this.sender.slack(wrong, "command=%2Fshop"));
		assertUnauthorized(this.sender.acme(wrong, Instant.now(), DELIVERY.formatted("m-4", "Forged", 1)));
		assertThat(this.orders.all()).contains(new Order("1002", "Sencha, 100 g", null));
		assertThat(this.deployments.all()).doesNotContain("forged");
		assertThat(this.stock.all()).doesNotContainKey("Forged");
	}

	private static void assertUnauthorized(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void shopShowsWhatBecameOfTheEvents() {
		this.sender.acme(ACME, Instant.now(), DELIVERY.formatted("m-5", "Assam", 3));
		assertThat(this.sender.get("/shop").body()).contains("\"Assam\":3");
	}

	@Test
	void endpointsAreInTheMappingsOfActuator() {
		assertThat(this.sender.get("/actuator/mappings").body()).contains("/webhooks/stripe", "/webhooks/github",
				"/webhooks/slack", "/webhooks/acme");
	}

}
