package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.http.HostileValues;
import dev.webhooks.http.Vector;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.PresetExample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sends the example of every preset with values in it that no provider sends, signed and
 * not: whatever it is, it is no failure of the application.
 */
class HostileBodiesTests {

	private static final Pattern VALUE = Pattern.compile(":\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|true|false|null)");

	private static final int MAX_PLACES = 8;

	private static final Vector SNS = Vector.all()
		.stream()
		.filter((vector) -> vector.id().equals("sns-ok-notification-v2"))
		.findFirst()
		.orElseThrow();

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(List.of("--logging.level.dev.webhooks=off"));
		for (PresetExample example : PresetExample.all()) {
			String prefix = "--webhooks.providers." + example.name() + ".";
			arguments.add(prefix + "preset=" + example.name());
			arguments.add(prefix + "secret=" + example.secret());
			arguments.add(prefix + "order-by=body:/data/id");
			example.properties().forEach((key, value) -> arguments.add(prefix + key + "=" + value));
		}
		configureKeyed(arguments);
		context = new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new));
	}

	/** The presets whose keys are fetched, which is a failure here. */
	private static void configureKeyed(List<String> arguments) {
		arguments.add("--webhooks.providers.aws-sns.secret=" + SNS.text("secret"));
		arguments.add("--webhooks.providers.microsoft-graph-rich.secret=0123456789abcdef0123456789abcdef");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	static List<PresetExample> examples() {
		return PresetExample.all();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void noValueInABodyIsAFailure(PresetExample example) {
		context.getBean(MutableClock.class).set(example.now());
		WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
		bodies(new String(example.request().body(), StandardCharsets.UTF_8)).forEach((body) -> {
			WebhookRequest request = new WebhookRequest(example.request().head(), body);
			String shown = body.substring(0, Math.min(300, body.length()));
			assertThat(receiver.receive(example.name(), request).status()).as(shown).isLessThan(500);
			assertThat(receiver.receive(example.name(), sign(example, request)).status()).as(shown).isLessThan(500);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws-sns", "microsoft-graph-rich" })
	void noValueInABodyThatIsReadToBeVerifiedIsAFailure(String name) {
		WebhookProvider provider = Objects.requireNonNull(context.getBean(WebhookProviders.class).find(name));
		String body = name.equals("aws-sns") ? SNS.text("body")
				: "{\"value\":[{\"changeType\":\"created\",\"id\":1}],\"validationTokens\": [\"a.b.c\"],\"clientState\":\"x\"}";
		bodies(body).forEach((hostile) -> assertThatExceptionOfType(WebhookRejectedException.class)
			.as(hostile.substring(0, Math.min(300, hostile.length())))
			.isThrownBy(() -> provider.verify(request(hostile), SNS.now()))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("The verification failed")));
	}

	private static WebhookRequest request(String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.build(), body);
	}

	/**
	 * Hostile values as the body, and short ones at each of the first places of the
	 * example.
	 */
	private static Stream<String> bodies(String body) {
		Matcher matcher = VALUE.matcher(body);
		List<MatchResult> places = matcher.results().limit(MAX_PLACES).toList();
		return HostileValues.all()
			.flatMap((value) -> Stream.concat(Stream.of(value),
					places.stream()
						.filter((place) -> value.length() < 2000)
						.map((place) -> body.substring(0, place.start(1)) + value + body.substring(place.end(1)))));
	}

	private static WebhookRequest sign(PresetExample example, WebhookRequest request) {
		WebhookProvider provider = Objects.requireNonNull(context.getBean(WebhookProviders.class).find(example.name()));
		Map<String, String> properties = example.properties();
		Secret secret = Secret.of(example.signingSecret(), example.settings().signature().secretEncoding().get(0), null,
				properties.get("key-id"));
		try {
			return provider.signer(secret).map((signer) -> signer.sign(request, example.now())).orElse(request);
		}
		catch (IllegalArgumentException | WebhookRejectedException ex) {
			// It lacks something that is signed
			return request;
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
		ResourceFetcher fetcher() {
			return (uri, json) -> {
				throw new IOException("There is no network");
			};
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	static class Listener {

		@WebhookListener(condition = "#payload.data == null or #payload != null")
		void receive(WebhookEvent event, JsonNode payload) {
		}

	}

}
