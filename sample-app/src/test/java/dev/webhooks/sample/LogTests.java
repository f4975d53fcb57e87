package dev.webhooks.sample;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the log as who operates the shop does: it alone says what is received where, and
 * of eight requests what was wrong with each.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "webhooks.providers.wrong.preset=github", "webhooks.providers.newline.preset=github",
				"webhooks.providers.newline.secret=" + LogTests.SECRET, "webhooks.providers.rewritten.preset=github",
				"webhooks.providers.foreign.preset=github", "webhooks.providers.foreign.ip-allowlist=192.0.2.0/24",
				"webhooks.providers.failing.preset=github", "webhooks.providers.url.signature.header=X-Signature",
				"webhooks.providers.url.signature.content={url}{body}" })
@AutoConfigureWebhooks
@Import(LogTests.Failing.class)
@ExtendWith(OutputCaptureExtension.class)
class LogTests {

	static final String SECRET = "a secret of thirty-two bytes....";

	@Autowired
	WebhookRequests webhooks;

	@LocalServerPort
	int port;

	@Test
	void saysWhatIsReceivedWhereAndWhatWasWrongWithEachRequest(CapturedOutput output) throws Exception {
		assertThat(output).containsPattern("stripe +/webhooks/stripe +hmac +1 +before the answer .*Payments.succeeded")
			.containsPattern("failing +/webhooks/failing +hmac .*Failing")
			.contains("There is no inbox");
		WebhookCall payment = this.webhooks.provider("stripe").event("payment_intent.succeeded").id("evt_1");
		assertThat(payment.send()).isProcessed();
		assertThat(payment.redelivered().send()).isDuplicate();
		assertThat(issue("wrong").signedWith("another-secret-of-thirty-two-bytes").send()).hasStatus(401);
		assertThat(issue("newline").signedWith(SECRET + "\n").send()).hasStatus(401);
		assertThat(send(rewritten())).isEqualTo(401);
		assertThat(send(issue("url").server("https://localhost:" + this.port).sign())).isEqualTo(401);
		assertThat(issue("foreign").send()).hasStatus(403);
		assertThat(issue("failing").id("d-failing").send()).hasStatus(500);
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			assertThat(line(output, "Webhook of 'stripe' processed")).contains("payment_intent.succeeded (evt_1)");
			assertThat(line(output, "Webhook of 'stripe' duplicate")).contains("(evt_1)");
			assertThat(line(output, "Diagnosis of a refused request of provider 'wrong'"))
				.contains("probably that of another endpoint")
				.contains("'secret'");
			assertThat(line(output, "Diagnosis of a refused request of provider 'newline'"))
				.contains("a line feed behind it")
				.contains("verbatim");
			assertThat(line(output, "Diagnosis of a refused request of provider 'rewritten'"))
				.contains("that of compact JSON")
				.contains("writes it anew");
			assertThat(line(output, "Diagnosis of a refused request of provider 'url'")).contains("https")
				.contains("public-url");
			assertThat(line(output, "Refused a request of provider 'foreign'")).contains("127.0.0.1")
				.contains("in 'webhooks.providers.foreign.ip-allowlist'")
				.contains("set 'server.forward-headers-strategy'");
			assertThat(line(output, "A listener failed to process")).contains("d-failing")
				.contains("IllegalStateException: out of stock (at " + Failing.class.getName() + ".on(")
				.contains("the provider sends it again")
				.contains("No @ExceptionHandler or @RestControllerAdvice sees this");
		});
		assertThat(output).doesNotContain(SECRET);
	}

	private static String line(CapturedOutput output, String start) {
		List<String> lines = output.getAll().lines().filter((line) -> line.contains(start)).toList();
		assertThat(lines).as("lines with: " + start).hasSize(1);
		return lines.get(0);
	}

	private WebhookCall issue(String provider) {
		return this.webhooks.provider(provider)
			.header("X-GitHub-Event", "issues")
			.body("{\"action\":\"opened\",\"number\":7}");
	}

	/** Something on the way has parsed the body and written it anew. */
	private SignedRequest rewritten() {
		SignedRequest signed = issue("rewritten").sign();
		SignedRequest rewritten = SignedRequest.post(signed.target(), "{ \"action\": \"opened\", \"number\": 7 }");
		signed.headers().forEach((header) -> rewritten.header(header.getKey(), header.getValue()));
		return rewritten;
	}

	private int send(SignedRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(request.toHttpRequest("http://localhost:" + this.port).build(),
					HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	static class Failing {

		@WebhookListener(provider = "failing")
		void on(WebhookEvent event) {
			throw new IllegalStateException("out of stock");
		}

	}

}
