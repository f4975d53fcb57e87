package dev.webhooks.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.AboutSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.PresetExample;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signs, receives and forges the example of every preset.
 */
class PresetExamplesTests {

	private static final String OTHER = "-with-another-secret";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>();
		for (PresetExample example : PresetExample.all()) {
			configure(arguments, example, example.name(), example.secret());
			configure(arguments, example, example.name() + OTHER, example.otherSecret());
		}
		context = new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new));
	}

	private static void configure(List<String> arguments, PresetExample example, String name, String secret) {
		String prefix = "--webhooks.providers." + name + ".";
		arguments.add(prefix + "preset=" + example.name());
		arguments.add(prefix + "secret=" + secret);
		example.properties().forEach((key, value) -> arguments.add(prefix + key + "=" + value));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	static List<PresetFile> presets() {
		return PresetFile.all();
	}

	static List<PresetExample> examples() {
		return PresetExample.all();
	}

	static Stream<PresetExample> examplesWhoseBodyIsSigned() {
		return PresetExample.all().stream().filter((example) -> !example.settings().bodyUnsigned());
	}

	@Test
	void thereAreAtLeastSeventy() {
		assertThat(PresetFile.all()).hasSizeGreaterThanOrEqualTo(70);
	}

	@Test
	void eachHasAnExample() {
		List<String> signedHere = PresetFile.all()
			.stream()
			.filter((preset) -> !isDecidedElsewhere(preset))
			.map(PresetFile::name)
			.toList();
		assertThat(PresetExample.all()).extracting(PresetExample::name).containsExactlyInAnyOrderElementsOf(signedHere);
	}

	/**
	 * These cannot be signed here; {@code KeyedPresetsTests} has keys for them, and
	 * {@code CallbackPresetsTests} answers.
	 */
	private static boolean isDecidedElsewhere(PresetFile preset) {
		SignatureSettings signature = preset.settings().signature();
		return !signature.certificate().hosts().isEmpty() || signature.jwt().jwksUrl() != null
				|| signature.jwt().keyUrl() != null || !signature.callback().isUnset();
	}

	@ParameterizedTest
	@MethodSource("presets")
	void saysWhatItIsAbout(PresetFile preset) {
		assertThat(preset.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
		AboutSettings about = preset.settings().about();
		assertThat(about.title()).isNotBlank();
		assertThat(about.url()).startsWith("https://");
		assertThat(about.secret()).isNotBlank();
		assertThat(about.retries()).isNotBlank();
		assertThat(about.caveats()).isNotEmpty().allSatisfy((caveat) -> assertThat(caveat).endsWith("."));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void receivesTheEventsOfASignedRequestOnce(PresetExample example) {
		WebhookRequest request = sign(example);
		Received received = context.getBean(Received.class);
		received.events.clear();
		assertThat(receive(example, example.name(), request).status()).isBetween(200, 204);
		List<WebhookEvent> events = List.copyOf(received.events);
		assertThat(events).hasSameSizeAs(example.events());
		for (int i = 0; i < events.size(); i++) {
			check(events.get(i), example.events().get(i), request);
		}
		received.events.clear();
		assertThat(receive(example, example.name(), request).status()).isBetween(200, 204);
		boolean unique = example.events().stream().allMatch((event) -> PresetExample.Event.UNIQUE.equals(event.id()));
		assertThat(received.events).hasSize(unique ? events.size() : 0);
	}

	private static void check(WebhookEvent event, PresetExample.Event expected, WebhookRequest request) {
		assertThat(event.types()).isEqualTo(expected.types());
		if (expected.hashOf() != null) {
			assertThat(event.id()).isEqualTo(sha256(expected.hashOf().getBytes(StandardCharsets.UTF_8)));
		}
		else if (PresetExample.Event.BODY_HASH.equals(expected.id())) {
			assertThat(event.id()).isEqualTo(sha256(request.body()));
		}
		else if (expected.id() != null && !PresetExample.Event.UNIQUE.equals(expected.id())) {
			assertThat(event.id()).isEqualTo(expected.id());
		}
		assertThat(event.occurredAt())
			.isEqualTo((expected.occurredAt() != null) ? Instant.parse(expected.occurredAt()) : null);
	}

	@ParameterizedTest
	@MethodSource("examplesWhoseBodyIsSigned")
	void refusesAChangedBody(PresetExample example) {
		isRefused(example, example.name(), example.tampered(sign(example)));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void refusesWhatAnotherSecretSigned(PresetExample example) {
		isRefused(example, example.name() + OTHER, sign(example));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void refusesWhatIsNotSigned(PresetExample example) {
		if (!example.signed()) {
			isRefused(example, example.name(), example.request());
		}
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theContentTypeMayBeMissingWhereTheBodyIsSigned(PresetExample example) {
		if (!example.signed()) {
			ProviderSettings settings = example.settings();
			WebhookRequest request = sign(example, withoutContentType(example.request()));
			int status = receive(example, example.name(), request).status();
			if (!settings.bodyUnsigned()) {
				assertThat(status).isBetween(200, 204);
			}
			else if (!settings.admission().contentTypes().isEmpty()
					&& !example.request().head().method().equals("GET")) {
				assertThat(status).isEqualTo(415);
			}
		}
	}

	private static WebhookRequest withoutContentType(WebhookRequest request) {
		return new WebhookRequest(request.head()
			.mutate()
			.headers(request.headers().filter((name, value) -> !name.equalsIgnoreCase("Content-Type")))
			.build(), request.body());
	}

	private static void isRefused(PresetExample example, String provider, WebhookRequest request) {
		Received received = context.getBean(Received.class);
		received.events.clear();
		assertThat(receive(example, provider, request).status()).isEqualTo(example.settings().refusal().status());
		assertThat(received.events).isEmpty();
	}

	private static WebhookResponse receive(PresetExample example, String provider, WebhookRequest request) {
		context.getBean(MutableClock.class).set(example.now());
		return context.getBean(WebhookReceiver.class).receive(provider, request);
	}

	private static WebhookRequest sign(PresetExample example) {
		return example.signed() ? example.request() : sign(example, example.request());
	}

	private static WebhookRequest sign(PresetExample example, WebhookRequest request) {
		WebhookProvider provider = Objects.requireNonNull(context.getBean(WebhookProviders.class).find(example.name()));
		Map<String, String> properties = example.properties();
		Secret secret = Secret.of(example.signingSecret(), example.settings().signature().secretEncoding().get(0), null,
				properties.get("key-id"));
		return provider.verifier().scheme().signer(secret).orElseThrow().sign(request, example.now());
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
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
