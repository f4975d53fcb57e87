package dev.webhooks.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends every known vector over real HTTP to one application, in which each vector has an
 * endpoint of its own with its own secret.
 */
class VectorsTests {

	/** The preset by provider and scheme, where it is not named like the provider. */
	private static final Map<String, String> PRESETS = Map.of(//
			"standard-webhooks/svix-v1", "svix", //
			"standard-webhooks/standard-webhooks-v1a", "standard-webhooks-v1a", //
			"gitlab/gitlab-token", "gitlab-token", //
			"hubspot/hubspot-v1", "hubspot-v1", //
			"hubspot/hubspot-v2", "hubspot-v2", //
			"shopify/shopify-events (developer preview)", "shopify-events");

	private static final Set<String> PROVIDERS = Set.of("stripe", "github", "gitlab", "slack", "shopify",
			"standard-webhooks", "twilio", "sendgrid", "discord", "adyen", "braintree", "salesforce", "microsoft-graph",
			"mandrill", //
			"hubspot", "meta", "square", "zoom", "linear", "bitbucket", "paddle", "line", "twitch", "coinbase-commerce",
			"xero", "circleci", "razorpay", "resend", "clerk", "openai", "notion", "box", "dropbox", "okta", "asana",
			"trello", "mailchimp", "cloudevents");

	/** Authentic, but an empty body is not JSON. */
	private static final Map<String, Integer> REFUSALS = Map.of("shopify-bad-empty-body", 400);

	private static final Set<String> SIGNED_BY_SECRET = Set.of("stripe", "github", "gitlab", "slack", "shopify",
			"standard-webhooks", "twilio", //
			"hubspot", "square", "zoom", "linear", "bitbucket", "paddle", "line", "coinbase-commerce", "circleci",
			"razorpay", "resend", "clerk", "openai", "notion");

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
			arguments.addAll(secrets(prefix, vector));
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

	private static List<String> secrets(String prefix, Vector vector) {
		String secret = vector.text("secret").isEmpty() ? "a secret that is not needed" : vector.text("secret");
		String secondary = vector.node().path("extra").path("secondaryKey").asString("");
		if (!secondary.isEmpty()) {
			return List.of(prefix + "secrets[0].value=" + secret, prefix + "secrets[1].value=" + secondary);
		}
		return List.of(prefix + "secret=" + secret, prefix + "verify-token=" + secret);
	}

	private static String preset(Vector vector) {
		return PRESETS.getOrDefault(vector.text("provider") + "/" + vector.text("scheme"), vector.text("provider"));
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void isAnsweredAsKnown(Vector vector) throws Exception {
		Received received = context.getBean(Received.class);
		received.events.clear();
		context.getBean(MutableClock.class).set(vector.now());
		RawHttp.Response response = RawHttp.send(port(), vector.text("method"), vector.target(), vector.headers(),
				vector.body());
		JsonNode expected = vector.node().path("expectResponse");
		if (isRefused(vector)) {
			int status = REFUSALS.getOrDefault(vector.id(), 401);
			assertThat(response.status()).isEqualTo(expected.path("status").asInt(status));
			assertThat(response.body().isEmpty()).isEqualTo(expected.has("body"));
			assertThat(received.events).isEmpty();
			return;
		}
		assertThat(response.status()).isEqualTo(expectedStatus(vector));
		expected.path("headers")
			.properties()
			.forEach((header) -> assertThat(response.headers().get(header.getKey()).replace(" ", ""))
				.startsWith(header.getValue().asString().replace(" ", "")));
		if (expected.has("body")) {
			assertThat(response.body()).isEqualTo(expected.path("body").asString());
		}
		if (expected.has("json")) {
			assertThat(new JsonMapper().readTree(response.body())).isEqualTo(expected.path("json"));
		}
		if (expected.has("bodyXmlEquivalent")) {
			assertThat(response.body()).isEqualTo(expected.path("bodyXmlEquivalent").asString());
		}
		if (vector.text("kind").equals("handshake") || expected.has("json")
				|| !expected.path("body").asString("").isEmpty()) {
			assertThat(received.events).isEmpty();
		}
	}

	/** No vendor's library checks some things, such as a time in the future. */
	private static boolean isRefused(Vector vector) {
		return !vector.valid() || vector.text("strictReceiver").equals("reject");
	}

	/** What is authentic, but not what its content type says, is malformed. */
	private static int expectedStatus(Vector vector) {
		JsonNode expected = vector.node().path("expectResponse").path("status");
		if (expected.isNumber()) {
			return expected.asInt();
		}
		boolean json = vector.headers()
			.stream()
			.filter((header) -> header[0].equalsIgnoreCase("Content-Type"))
			.allMatch((header) -> header[1].contains("json"));
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
		WebhookRequest signed = verifier.signer().orElseThrow().sign(known, vector.signedAt());
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
		KeptSecrets keptSecrets() {
			return new KeptSecrets();
		}

		@Bean
		Received received() {
			return new Received();
		}

	}

	/** Every provider that makes up a secret is being registered. */
	static class KeptSecrets implements WebhookRegistration {

		private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();

		@Override
		public boolean isPending(String provider) {
			return true;
		}

		@Override
		public void register(String provider, String secret) {
			this.secrets.put(provider, List.of(secret));
		}

		@Override
		public List<String> secrets(String provider) {
			return this.secrets.getOrDefault(provider, List.of());
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
