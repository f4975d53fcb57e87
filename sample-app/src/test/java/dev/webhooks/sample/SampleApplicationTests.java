package dev.webhooks.sample;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends events of all providers over HTTP and looks at what the shop makes of them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class SampleApplicationTests {

	private static final String STRIPE = "demo-secret-of-stripe";

	private static final String GITHUB = "demo-secret-of-github";

	private static final String SLACK = "demo-secret-of-slack";

	private static final String ACME = "demo-secret-of-acme";

	private static final String DELIVERY = """
			{"message": "m-1", "kind": "goods.delivered", "product": "Sencha", "quantity": 12}""";

	private static final String RUN = """
			{"action": "completed", "workflow_run": {"head_branch": "main", "head_sha": "c0ffee", "conclusion": "%s"}}""";

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
		assertThat(this.orders.all()).noneMatch(Order::isPaid);
		HttpResponse<String> answer = this.sender.stripe(STRIPE, "evt_1", "1001");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"evt_1\"}");
		assertThat(this.orders.all()).filteredOn(Order::isPaid)
			.containsExactly(new Order("1001", "Assam, 250 g", "pi_evt_1"));
	}

	@Test
	void secondDeliveryOfPaymentIsDuplicate(CapturedOutput output) {
		this.sender.stripe(STRIPE, "evt_1", "1001");
		HttpResponse<String> answer = this.sender.stripe(STRIPE, "evt_1", "1001");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"duplicate\",\"id\":\"evt_1\"}");
		assertThat(output).containsOnlyOnce("is paid by");
	}

	@Test
	void paymentOfUnknownOrderIsProcessed(CapturedOutput output) {
		assertThat(this.sender.stripe(STRIPE, "evt_1", "9").statusCode()).isEqualTo(200);
		assertThat(this.orders.all()).noneMatch(Order::isPaid);
		assertThat(output).contains("unknown order 9");
	}

	@Test
	void workflowRunAtGitHubIsDeployedIfItSucceeded() {
		HttpResponse<String> failed = this.sender.github(GITHUB, "d-1", "workflow_run", RUN.formatted("failure"));
		assertThat(failed.body()).isEqualTo("{\"status\":\"ignored\"}");
		assertThat(this.deployments.all()).isEmpty();
		HttpResponse<String> succeeded = this.sender.github(GITHUB, "d-2", "workflow_run", RUN.formatted("success"));
		assertThat(succeeded.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"d-2\"}");
		assertThat(this.deployments.all()).containsExactly("c0ffee");
	}

	@Test
	void pushAtGitHubToMainIsLogged(CapturedOutput output) {
		String body = "{\"ref\": \"refs/heads/%s\", \"after\": \"c0ffee\"}";
		assertThat(this.sender.github(GITHUB, "d-1", "push", body.formatted("spike")).body()).contains("ignored");
		assertThat(output).doesNotContain("c0ffee");
		assertThat(this.sender.github(GITHUB, "d-2", "push", body.formatted("main")).body()).contains("processed");
		assertThat(output).contains("Commit c0ffee was pushed, as delivery d-2 says");
	}

	@Test
	void slashCommandOfSlackIsAnsweredWithWhatTheListenerReturns() {
		HttpResponse<String> answer = this.sender.slack(SLACK, "command=%2Fshop&text=&user_name=ada&trigger_id=1.2");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.body()).isEqualTo("{\"response_type\":\"ephemeral\","
				+ "\"text\":\"1001 Assam, 250 g: open\\n1002 Sencha, 100 g: open\"}");
	}

	@Test
	void deliveryOfAcmeFillsTheStock() {
		HttpResponse<String> answer = this.sender.acme(ACME, Instant.now(), DELIVERY);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"m-1\"}");
		assertThat(this.stock.all()).containsEntry("Sencha", 12);
	}

	@Test
	void deliveryOfAcmeThatIsNotValidIsRefused() {
		HttpResponse<String> answer = this.sender.acme(ACME, Instant.now(), DELIVERY.replace("12", "0"));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(this.stock.all()).isEmpty();
	}

	@Test
	void deliveryOfAcmeThatIsOldIsRefused() {
		Instant old = Instant.now().minus(Duration.ofMinutes(6));
		assertThat(this.sender.acme(ACME, old, DELIVERY).statusCode()).isEqualTo(401);
		assertThat(this.stock.all()).isEmpty();
	}

	@Test
	void wrongSignaturesAreRefusedWithoutEffect() {
		String wrong = "a-secret-of-a-stranger";
		assertUnauthorized(this.sender.stripe(wrong, "evt_1", "1001"));
		assertUnauthorized(this.sender.github(wrong, "d-1", "workflow_run", RUN.formatted("success")));
		assertUnauthorized(this.sender.slack(wrong, "command=%2Fshop"));
		assertUnauthorized(this.sender.acme(wrong, Instant.now(), DELIVERY));
		assertThat(this.orders.all()).noneMatch(Order::isPaid);
		assertThat(this.deployments.all()).isEmpty();
		assertThat(this.stock.all()).isEmpty();
	}

	private static void assertUnauthorized(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void shopShowsWhatBecameOfTheEvents() {
		this.sender.acme(ACME, Instant.now(), DELIVERY);
		assertThat(this.sender.get("/shop").body()).contains("\"stock\":{\"Sencha\":12}");
	}

	@Test
	void endpointsAreInTheMappingsOfActuator() {
		assertThat(this.sender.get("/actuator/mappings").body()).contains("/webhooks/stripe", "/webhooks/github",
				"/webhooks/slack", "/webhooks/acme");
	}

}
