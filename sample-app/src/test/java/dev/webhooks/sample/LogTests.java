package dev.webhooks.sample;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the log as who operates the shop does: it alone says what is received where, and
 * of eight requests what was wrong with each.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogTests {

	private static final String SECRET = SignedRequests.SECRET;

	private static final String BODY = "{\"action\":\"opened\",\"number\":7}";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void saysWhatIsReceivedWhereAndWhatWasWrongWithEachRequest(CapturedOutput output) throws Exception {
		String[] providers = Stream.of("wrong", "newline", "rewritten", "foreign", "failing")
			.flatMap((name) -> Stream.of("--webhooks.providers." + name + ".preset=github",
					"--webhooks.providers." + name + ".secret=" + SECRET))
			.toArray(String[]::new);
		try (var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(SampleApplication.class,
				Failing.class)
			.properties("server.port=0", "webhooks.providers.foreign.ip-allowlist=192.0.2.0/24",
					"webhooks.providers.url.secret=" + SECRET, "webhooks.providers.url.signature.header=X-Signature",
					"webhooks.providers.url.signature.content={url}{body}")
			.run(providers)) {
			String server = "http://localhost:" + context.getWebServer().getPort();
			assertThat(output)
				.containsPattern("stripe +/webhooks/stripe +hmac +1 +before the answer .*Payments.succeeded")
				.containsPattern("failing +/webhooks/failing +hmac .*Failing")
				.contains("There is no inbox");
			String paid = "{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{\"id\":\"pi_1\","
					+ "\"amount\":1250,\"currency\":\"eur\",\"metadata\":{\"order\":\"1001\"}}}}";
			SignedRequest payment = SignedRequests.stripe("demo-secret-of-stripe", Instant.now(), paid);
			assertThat(send(server, payment)).isEqualTo(200);
			assertThat(send(server, payment)).isEqualTo(200);
			assertThat(send(server, github("wrong", "another-secret-of-thirty-two-bytes"))).isEqualTo(401);
			assertThat(send(server, github("newline", SECRET + "\n"))).isEqualTo(401);
			assertThat(send(server, rewritten())).isEqualTo(401);
			assertThat(send(server, signedForHttps(server))).isEqualTo(401);
			assertThat(send(server, github("foreign", SECRET))).isEqualTo(403);
			assertThat(send(server, github("failing", SECRET))).isEqualTo(500);
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
	}

	private static String line(CapturedOutput output, String start) {
		List<String> lines = output.getAll().lines().filter((line) -> line.contains(start)).toList();
		assertThat(lines).as("lines with: " + start).hasSize(1);
		return lines.get(0);
	}

	private static SignedRequest github(String provider, String secret) {
		return SignedRequests.github(secret, "issues", "d-" + provider, BODY).to("/webhooks/" + provider);
	}

	/** Something on the way has parsed the body and written it anew. */
	private static SignedRequest rewritten() {
		return SignedRequest.post("/webhooks/rewritten", "{ \"action\": \"opened\", \"number\": 7 }")
			.header("Content-Type", "application/json")
			.header("X-GitHub-Event", "issues")
			.header("X-GitHub-Delivery", "d-rewritten")
			.header("X-Hub-Signature-256", "sha256=" + Hmac.hex(SECRET, BODY));
	}

	private static SignedRequest signedForHttps(String server) {
		String url = server.replace("http:", "https:") + "/webhooks/url";
		return SignedRequest.post("/webhooks/url", BODY)
			.header("Content-Type", "application/json")
			.header("X-Signature", Hmac.hex(SECRET, url + BODY));
	}

	private int send(String server, SignedRequest request) throws IOException, InterruptedException {
		return this.client.send(request.toHttpRequest(server).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	static class Failing {

		@WebhookListener(provider = "failing")
		void on(WebhookEvent event) {
			throw new IllegalStateException("out of stock");
		}

	}

}
