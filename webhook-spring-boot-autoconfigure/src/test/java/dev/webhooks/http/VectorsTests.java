package dev.webhooks.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends every known vector over real HTTP to one application, in which each vector has an
 * endpoint of its own with its own secret.
 */
class VectorsTests {

	/** The preset of each provider in the vectors; for some the scheme decides. */
	private static final Map<String, String> PRESETS = Map.of("svix-v1", "svix", "gitlab-token", "gitlab-token",
			"standard-webhooks-v1a", "standard-webhooks-v1a");

	private static final Set<String> PROVIDERS = Set.of("stripe", "github", "gitlab", "slack", "shopify",
			"standard-webhooks", "twilio", "sendgrid", "discord", "adyen", "braintree", "salesforce", "microsoft-graph",
			"mandrill");

	/** Authentic, but an empty body is not JSON. */
	private static final Map<String, Integer> REFUSALS = Map.of("shopify-bad-empty-body", 400);

	private static final Set<String> SIGNED_BY_SECRET = Set.of("stripe", "github", "gitlab", "slack", "shopify",
			"standard-webhooks", "twilio");

	/** What the provider wants to hear. */
	private static final Map<String, Integer> SUCCESS = Map.of("twilio", 204, "discord", 204);

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		for (Vector vector : vectors().toList()) {
			String prefix = "--webhooks.providers." + vector.id() + ".";
			arguments.add(prefix + "preset=" + preset(vector));
			arguments.add(prefix + "path=" + vector.path());
			arguments.add(prefix + "secret=" + secret(vector));
			arguments.add(prefix + "key-id=" + vector.node().path("extra").path("publicKey").asString(""));
			arguments.add(prefix + "require-https=false");
			arguments.add(prefix + "public-url=" + vector.text("url").replaceAll("\\?.*", ""));
		}
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	static Stream<Vector> vectors() {
		return Vector.all().stream().filter((vector) -> PROVIDERS.contains(vector.text("provider")));
	}

	/**
	 * Those that were signed with a secret that is shared, in the head of the request.
	 */
	static Stream<Vector> signedVectors() {
		return vectors().filter(Vector::valid)
			.filter((vector) -> !vector.text("kind").equals("handshake"))
			.filter((vector) -> SIGNED_BY_SECRET.contains(vector.text("provider")))
			.filter((vector) -> !vector.text("scheme").endsWith("v1a"))
			.filter((vector) -> !vector.id().contains("-port-"));
	}

	private static String secret(Vector vector) {
		return vector.text("secret").isEmpty() ? "a secret that is not needed" : vector.text("secret");
	}

	private static String preset(Vector vector) {
		return PRESETS.getOrDefault(vector.text("scheme"), vector.text("provider"));
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void isAnsweredAsKnown(Vector vector) throws Exception {
		Received received = context.getBean(Received.class);
		received.events.clear();
		context.getBean(MutableClock.class).set(vector.now());
		RawHttp.Response response = RawHttp.send(port(), vector.text("method"), vector.target(), vector.headers(),
				vector.body());
		if (!vector.valid()) {
			assertThat(response.status()).isEqualTo(REFUSALS.getOrDefault(vector.id(), 401));
			assertThat(received.events).isEmpty();
			return;
		}
		assertThat(response.status()).isEqualTo(expectedStatus(vector));
		JsonNode expected = vector.node().path("expectResponse");
		expected.path("headers")
			.properties()
			.forEach((header) -> assertThat(response.headers().get(header.getKey()).replace(" ", ""))
				.startsWith(header.getValue().asString().replace(" ", "")));
		if (expected.has("body")) {
			assertThat(response.body()).isEqualTo(expected.path("body").asString());
		}
		if (expected.has("bodyXmlEquivalent")) {
			assertThat(response.body()).isEqualTo(expected.path("bodyXmlEquivalent").asString());
		}
		if (vector.text("kind").equals("handshake") || !expected.path("body").asString("").isEmpty()) {
			assertThat(received.events).isEmpty();
		}
	}

	/** What is authentic, but not what its content type says, is malformed. */
	private static int expectedStatus(Vector vector) {
		JsonNode expected = vector.node().path("expectResponse").path("status");
		if (expected.isNumber()) {
			return expected.asInt();
		}
		boolean json = vector.headers()
			.stream()
			.anyMatch((header) -> header[0].equalsIgnoreCase("Content-Type") && header[1].contains("json"));
		try {
			new JsonMapper().readTree(vector.body());
			return SUCCESS.getOrDefault(vector.text("provider"), 200);
		}
		catch (JacksonException ex) {
			return json ? 400 : SUCCESS.getOrDefault(vector.text("provider"), 200);
		}
	}

	@ParameterizedTest
	@MethodSource("signedVectors")
	void isMadeAgainBySigning(Vector vector) {
		RequestVerifier verifier = context.getBean(WebhookProviders.class).find(vector.id()).verifier();
		WebhookRequest known = vector.request();
		WebhookRequest signed = verifier.scheme().sign(known, verifier.secrets().get(0), vector.signedAt());
		assertThat(parts(signed)).isSubsetOf(parts(known));
	}

	/** A known request may carry more signatures than one secret makes. */
	private static Set<String> parts(WebhookRequest request) {
		Set<String> parts = new TreeSet<>();
		request.headers().forEach((name, value) -> {
			parts.addAll(List.of(value.split("[, ]")));
		});
		return parts;
	}

	private static int port() {
		return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.EPOCH);
		}

		@Bean
		Received received() {
			return new Received();
		}

	}

	static class Received {

		final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
