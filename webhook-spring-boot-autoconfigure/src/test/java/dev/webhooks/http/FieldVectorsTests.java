package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Sends what real senders are known to have sent over real HTTP. Each request has an
 * endpoint of its own, those that may stop the start an application of their own.
 */
class FieldVectorsTests {

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = start(vectors().filter((vector) -> !isAlone(vector)).toList());
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	static Stream<Vector> vectors() {
		return Vector.fromTheField().stream();
	}

	private static boolean isAlone(Vector vector) {
		return vector.node().path("own").asBoolean() || hasWhiteSpace(vector);
	}

	private static boolean hasWhiteSpace(Vector vector) {
		return !vector.text("secret").equals(vector.text("secret").strip());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void isAnsweredAsKnown(Vector vector) throws Exception {
		if (hasWhiteSpace(vector)) {
			assertThatException().isThrownBy(() -> start(List.of(vector)).close())
				.withStackTraceContaining("Property 'webhooks.providers." + vector.id() + ".secret'")
				.withStackTraceContaining("white space");
		}
		else if (isAlone(vector)) {
			try (ConfigurableApplicationContext alone = start(List.of(vector))) {
				check(vector, alone);
			}
		}
		else {
			check(vector, context);
		}
	}

	private static void check(Vector vector, ConfigurableApplicationContext context) throws IOException {
		Received received = context.getBean(Received.class);
		context.getBean(MutableClock.class).set(vector.now());
		if (vector.id().equals("f-slack-retry-2")) {
			send(firstDelivery(vector), vector, context);
		}
		received.events.clear();
		RawHttp.Response response = send(vector.headers(), vector, context);
		checkAnswer(response, vector.node().path("expectResponse"), vector);
		if (vector.node().has("expectEvents")) {
			assertThat(received.events).hasSize(vector.node().path("expectEvents").asInt());
		}
		if (vector.node().has("expectTypes")) {
			assertThat(received.events).singleElement()
				.extracting(WebhookEvent::types, InstanceOfAssertFactories.LIST)
				.containsExactly(vector.node().path("expectTypes").get(0).asString());
		}
		if (!vector.valid()) {
			assertThat(received.events).isEmpty();
		}
	}

	private static void checkAnswer(RawHttp.Response response, JsonNode expected, Vector vector) {
		if (expected.has("status")) {
			assertThat(response.status()).isEqualTo(expected.path("status").asInt());
		}
		else if (vector.valid()) {
			assertThat(response.status()).isBetween(200, 204);
		}
		else {
			assertThat(response.status()).isEqualTo(401);
		}
		if (expected.has("body")) {
			assertThat(response.body()).isEqualTo(expected.path("body").asString());
		}
		expected.path("headers")
			.properties()
			.forEach((header) -> assertThat(response.headers()).containsEntry(header.getKey(),
					header.getValue().asString()));
	}

	/** The retry is another request than the delivery that it repeats. */
	private static List<String[]> firstDelivery(Vector retry) {
		long seconds = retry.now().getEpochSecond() - 60;
		String signature = Hmac.hex(retry.text("secret").getBytes(StandardCharsets.UTF_8),
				"v0:" + seconds + ":" + retry.text("body"));
		return List.of(new String[] { "Content-Type", "application/json" },
				new String[] { "X-Slack-Request-Timestamp", Long.toString(seconds) },
				new String[] { "X-Slack-Signature", "v0=" + signature });
	}

	private static RawHttp.Response send(List<String[]> headers, Vector vector, ConfigurableApplicationContext context)
			throws IOException {
		return RawHttp.send(RawHttp.port(context), vector.text("method"), vector.target(), headers, vector.body());
	}

	private static ConfigurableApplicationContext start(List<Vector> vectors) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		vectors.forEach((vector) -> configure(arguments, vector));
		return new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	private static void configure(List<String> arguments, Vector vector) {
		String prefix = "--webhooks.providers." + vector.id() + ".";
		String preset = vector.node().path("preset").asString(vector.text("provider"));
		if (!preset.equals("-")) {
			arguments.add(prefix + "preset=" + preset);
		}
		arguments.add(prefix + "path=" + vector.path());
		if (!vector.text("secret").isEmpty()) {
			arguments.add(prefix + "secret=" + vector.text("secret"));
		}
		String url = vector.text("url").replaceAll("\\?.*", "");
		arguments.add(prefix + "public-url=" + vector.node().path("publicUrl").asString(url));
		flatten(prefix.substring(0, prefix.length() - 1), vector.node().path("config"), arguments);
	}

	private static void flatten(String key, JsonNode node, List<String> arguments) {
		if (node.isObject()) {
			node.properties().forEach((entry) -> flatten(key + "." + entry.getKey(), entry.getValue(), arguments));
		}
		else if (node.isArray() && !node.isEmpty()) {
			for (int i = 0; i < node.size(); i++) {
				flatten(key + "[" + i + "]", node.get(i), arguments);
			}
		}
		else if (!node.isMissingNode()) {
			arguments.add(key + "=" + (node.isArray() ? "" : node.asString()));
		}
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
