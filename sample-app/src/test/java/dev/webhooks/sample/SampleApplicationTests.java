package dev.webhooks.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.RejectionReason;
import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;
import dev.webhooks.test.web.WebhookResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends events of all providers and looks at what the shop makes of them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@AutoConfigureWebhooks
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Orders orders;

	@Autowired
	Deployments deployments;

	@Autowired
	Stock stock;

	@Test
	void paymentAtStripePaysTheOrderOnce() {
		WebhookCall payment = payment("1001").set("/data/object/id", "pi_1");
		assertThat(payment.send()).isProcessed();
		assertThat(payment.redelivered().send()).isDuplicate();
		assertThat(this.orders.all()).contains(new Order("1001", "Assam, 250 g", "pi_1"));
	}

	@Test
	void paymentOfUnknownOrderChangesNothing(CapturedOutput output) {
		List<Order> before = List.copyOf(this.orders.all());
		assertThat(payment("9").send()).isProcessed();
		assertThat(this.orders.all()).containsExactlyElementsOf(before);
		assertThat(output).contains("unknown order 9");
	}

	@Test
	void workflowRunAtGitHubIsDeployedIfItSucceeded() {
		WebhookCall run = this.webhooks.provider("github").event("workflow_run.completed");
		assertThat(run.set("/workflow_run/conclusion", "failure").set("/workflow_run/head_sha", "bad").send())
			.isIgnored();
		assertThat(run.set("/workflow_run/conclusion", "success").set("/workflow_run/head_sha", "c0ffee").send())
			.isProcessed();
		assertThat(this.deployments.all()).contains("c0ffee").doesNotContain("bad");
	}

	@Test
	void pushAtGitHubToMainIsLogged(CapturedOutput output) {
		WebhookCall push = this.webhooks.provider("github").event("push").set("/after", "decaf");
		assertThat(push.set("/ref", "refs/heads/spike").send()).isIgnored();
		assertThat(push.set("/ref", "refs/heads/main").id("d-4").send()).isProcessed();
		assertThat(output).containsOnlyOnce("Commit decaf was pushed").contains("as delivery d-4 says");
	}

	@Test
	void testOfTheEndpointByGitHubIsLoggedAsSuch(CapturedOutput output) {
		assertThat(this.webhooks.provider("github").event("ping").send()).isIgnored();
		assertThat(output).contains("Provider 'github' has tested the endpoint with 'ping', which needs no listener")
			.doesNotContain("@WebhookListener");
	}

	@Test
	void slashCommandOfSlackIsAnsweredWithWhatTheListenerReturns() {
		WebhookCall command = this.webhooks.provider("slack").event("/stock").set("/command", "/shop");
		WebhookResult answer = command.send();
		assertThat(answer).isProcessed().hasHeader("Content-Type", "application/json");
		assertThat(answer.body()).startsWith("{\"response_type\":\"ephemeral\",\"text\":\"1001 Assam, 250 g: ")
			.endsWith("\\n1002 Sencha, 100 g: open\"}");
	}

	@Test
	void deliveryOfAcmeFillsTheStock() {
		assertThat(goods("Oolong").send()).isProcessed();
		assertThat(this.stock.all()).containsEntry("Oolong", 12);
		assertThat(this.mvc.get().uri("/shop")).bodyText().contains("\"Oolong\":12");
	}

	@Test
	void deliveryOfAcmeThatIsNotValidIsRefused() {
		assertThat(goods("Nothing").set("/quantity", 0).send()).isRefused(RejectionReason.MALFORMED_PAYLOAD);
	}

	@Test
	void deliveryOfAcmeThatIsOldIsRefused() {
		assertThat(goods("Old").at(Instant.now().minus(Duration.ofMinutes(6))).send())
			.isRefused(RejectionReason.TIMESTAMP_TOO_OLD);
		assertThat(this.stock.all()).doesNotContainKey("Old");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stripe", "github", "slack", "acme" })
	void whatAStrangerSignedIsRefused(String provider) {
		assertThat(this.webhooks.provider(provider).body("{}").signedWith("a-secret-of-a-stranger").send())
			.isRefused(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void endpointsAreInTheMappingsOfActuator() {
		assertThat(this.mvc.get().uri("/actuator/mappings")).bodyText()
			.contains("/webhooks/stripe", "/webhooks/github", "/webhooks/slack", "/webhooks/acme");
	}

	private WebhookCall payment(String order) {
		return this.webhooks.provider("stripe")
			.event("payment_intent.succeeded")
			.set("/data/object/metadata/order", order);
	}

	private WebhookCall goods(String product) {
		return this.webhooks.provider("acme").event("goods.delivered").set("/product", product);
	}

}
