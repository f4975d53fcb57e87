package dev.webhooks.docs.providers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the listings of {@code docs/providers.md}: the requests that are signed by hand
 * reach the listeners of the page. Needs bash, curl and openssl, as the page does.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "webhooks.providers.stripe.events=*")
@ExtendWith(OutputCaptureExtension.class)
@EnabledIf(value = "toolsAreThere", disabledReason = "There is no bash, curl or openssl")
class ProviderGuidesTests {

	private static final Path PAGE = Path.of("..", "docs", "providers.md");

	private static final String TEXT = "a secret for the guides";

	private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	/** By provider, the variable that the page names and its value. */
	private static final Map<String, Map.Entry<String, String>> SECRETS = Map.ofEntries(
			Map.entry("stripe", Map.entry("STRIPE_WEBHOOK_SECRET", TEXT)),
			Map.entry("github", Map.entry("GITHUB_WEBHOOK_SECRET", TEXT)),
			Map.entry("shopify", Map.entry("SHOPIFY_CLIENT_SECRET", TEXT)),
			Map.entry("slack", Map.entry("SLACK_SIGNING_SECRET", TEXT)),
			Map.entry("twilio", Map.entry("TWILIO_AUTH_TOKEN", TEXT)),
			Map.entry("paypal", Map.entry("PAYPAL_TEST_TOKEN", TEXT)),
			Map.entry("square", Map.entry("SQUARE_SIGNATURE_KEY", TEXT)),
			Map.entry("zoom", Map.entry("ZOOM_SECRET_TOKEN", TEXT)),
			Map.entry("gitlab", Map.entry("GITLAB_SIGNING_TOKEN", WHSEC)),
			Map.entry("standard-webhooks", Map.entry("STANDARD_WEBHOOKS_SECRET", WHSEC)));

	private static final Path FOLDER = folder();

	@LocalServerPort
	int port;

	static boolean toolsAreThere() {
		return Stream.of("bash", "curl", "openssl")
			.allMatch((tool) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.anyMatch((folder) -> Files.isExecutable(Path.of(folder, tool))));
	}

	private static Path folder() {
		try {
			return Files.createTempDirectory("provider-guides");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		SECRETS.forEach(
				(provider, secret) -> registry.add("webhooks.providers." + provider + ".secret", secret::getValue));
		for (String provider : List.of("discord", "sendgrid")) {
			String publicKey = run(listings(provider, "shell").get(0)).strip();
			registry.add("webhooks.providers." + provider + ".secret", () -> publicKey);
		}
		listings("paypal", "properties").get(0).lines().map((line) -> line.split("=", 2)).forEach((property) -> {
			if (!property[0].endsWith(".secret")) {
				registry.add(property[0], () -> property[1]);
			}
		});
	}

	@AfterAll
	static void deleteFolder() throws IOException {
		FileSystemUtils.deleteRecursively(FOLDER);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			stripe | 1250 of ch_1 refunded
			github | acme/shop has released v1.2.0
			shopify | Order 820982911946154508 of acme.myshopify.com: 254.98
			paypal | 42311647XV020574X: 12.50 EUR
			square | KkAkhdMsgzn5 is COMPLETED: Money[amount=1250, currency=EUR]
			gitlab | acme/shop: pipeline of main success
			sendgrid | No more mail to ada@example.com: no such user
			zoom | Planning: meeting.started
			standard-webhooks | : user 1f81eb52-5198
			""")
	void theSignedRequestReachesTheListener(String provider, String logged, CapturedOutput output) {
		assertThat(send(provider)).contains("\"status\":\"processed\"");
		assertThat(output).contains(logged);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			slack | {"response_type":"ephemeral","text":"Rain in Paris"}
			discord | {"type":4,"data":{"content":"Rain in Paris"}}
			twilio | <Response><Message>You wrote: Hello</Message></Response>
			""")
	void theSignedRequestIsAnsweredByTheListener(String provider, String answer) {
		assertThat(send(provider)).isEqualTo(answer);
	}

	private String send(String provider) {
		List<String> listings = listings(provider, "shell");
		return run(listings.get(listings.size() - 1).replace("localhost:8080", "localhost:" + this.port));
	}

	private static List<String> listings(String provider, String language) {
		try {
			String page = Files.readString(PAGE);
			int start = page.indexOf("\n## " + provider + "\n");
			String section = page.substring(start, page.indexOf("\n## ", start + 1));
			return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
				.matcher(section)
				.results()
				.map((MatchResult listing) -> listing.group(1))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String run(String listing) {
		ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", listing)
			.directory(FOLDER.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().keySet().removeIf((name) -> name.endsWith("_proxy"));
		Map<String, String> secrets = new LinkedHashMap<>();
		SECRETS.values().forEach((secret) -> secrets.put(secret.getKey(), secret.getValue()));
		builder.environment().putAll(secrets);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(listing + output).isZero();
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SpringBootApplication
	static class Application {

	}

}
