package dev.webhooks.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.MimeType;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.ContentTypes;
import dev.webhooks.provider.RateLimit;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.RetrySettings;
import dev.webhooks.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each key below {@code webhooks.providers.<name>} lands in the immutable
 * {@link WebhookProvider}, by what it does there.
 */
class ProviderPropertiesTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final WebhookRequest REQUEST = request("{\"a\":{\"type\":\"paid\",\"id\":\"7\",\"at\":1700000000}}");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class));

	@Test
	void withoutFurtherKeysTheDefaultsCount() {
		bind((provider) -> {
			assertThat(provider.endpoint().path()).isEqualTo("/webhooks/acme");
			assertThat(provider.endpoint().publicUrl()).isNull();
			assertThat(provider.admission().requireHttps()).isTrue();
			assertThat(provider.admission().allowlist().isEmpty()).isTrue();
			assertThat(provider.admission().contentTypes()).isEqualTo(ContentTypes.ALL);
			assertThat(provider.admission().maxBodySize()).isEqualTo(1024 * 1024);
			assertThat(provider.admission().bodyTimeout()).isEqualTo(Duration.ofSeconds(20));
			assertThat(provider.processing().mode()).isEqualTo(ProcessingMode.AUTO);
			assertThat(provider.rateLimit()).isEqualTo(new RateLimit(null, null, null));
			assertThat(provider.processing().retry()).isEqualTo(RetrySettings.DEFAULT);
			assertThat(provider.endpoint().methods()).containsExactly("POST");
			assertThat(provider.processing().accepts(List.of("anything"))).isTrue();
		});
	}

	@Test
	void path() {
		bind((provider) -> assertThat(provider.endpoint().path()).isEqualTo("/in/{tenant}/acme"),
				"path=/in/{tenant}/acme/");
	}

	@Test
	void basePath() {
		this.contextRunner
			.withPropertyValues("webhooks.base-path=/in/", "webhooks.providers.acme.secret=" + SECRET,
					"webhooks.providers.acme.signature.header=X-Signature")
			.run((context) -> assertThat(context.getBean(WebhookProviders.class).find("acme").endpoint().path())
				.isEqualTo("/in/acme"));
	}

	@Test
	void publicUrl() {
		bind((provider) -> assertThat(provider.endpoint().publicUrl()).isEqualTo("https://hooks.example.com/in/acme"),
				"public-url=https://hooks.example.com/in/acme");
	}

	@Test
	void secret() {
		bind((provider) -> assertThat(provider.verifier().secrets().configured()).extracting(Secret::text)
			.containsExactly(SECRET));
	}

	@Test
	void secretsInTheirOrderWithTheirEnd() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.acme.signature.header=X-Signature",
					"webhooks.providers.acme.secrets[0].value=new " + SECRET,
					"webhooks.providers.acme.secrets[1].value=old " + SECRET,
					"webhooks.providers.acme.secrets[1].expires=2027-01-01T00:00:00Z")
			.run((context) -> {
				WebhookProvider provider = context.getBean(WebhookProviders.class).find("acme");
				assertThat(provider.verifier().secrets().configured()).extracting(Secret::text)
					.containsExactly("new " + SECRET, "old " + SECRET);
				assertThat(provider.verifier().secrets().configured()).extracting(Secret::expires)
					.containsExactly(null, Instant.parse("2027-01-01T00:00:00Z"));
			});
	}

	@Test
	void header() {
		bind((provider) -> assertThat(sign(provider).headers().first("X-Other")).isNotNull(),
				"signature.header=X-Other");
	}

	@Test
	void location() {
		bind((provider) -> assertThat(sign(provider).head().query()).startsWith("sig="), "signature.header=",
				"signature.location=query:sig");
	}

	@Test
	void format() {
		bind((provider) -> assertThat(signature(provider)).startsWith("v1="), "signature.format=v1={signature}");
	}

	@Test
	void algorithm() {
		bind((provider) -> assertThat(signature(provider)).hasSize(128), "signature.algorithm=sha512");
	}

	@Test
	void encoding() {
		bind((provider) -> assertThat(signature(provider)).hasSize(44).endsWith("="), "signature.encoding=base64");
	}

	@Test
	void content() {
		List<String> signatures = new ArrayList<>();
		bind((provider) -> signatures.add(signature(provider)));
		bind((provider) -> signatures.add(signature(provider)), "signature.content={method}.{body}");
		assertThat(signatures).doesNotHaveDuplicates();
	}

	@Test
	void timestampAndItsUnit() {
		bind((provider) -> assertThat(sign(provider).headers().first("X-Time")).isEqualTo("1772366400000"),
				"signature.timestamp=header:X-Time", "signature.timestamp-unit=millis",
				"signature.content={timestamp}.{body}");
		bind((provider) -> assertThat(sign(provider).headers().first("X-Time")).startsWith("2026-03-01T12:00:00"),
				"signature.timestamp=header:X-Time", "signature.timestamp-unit=rfc3339",
				"signature.content={timestamp}.{body}");
	}

	@Test
	void tolerance() {
		bind((provider) -> {
			WebhookRequest signed = sign(provider);
			assertThat(provider.verify(signed, NOW.plusSeconds(20))).isNotNull();
			assertThatExceptionOfType(WebhookRejectedException.class)
				.isThrownBy(() -> provider.verify(signed, NOW.plusSeconds(21)));
			assertThatExceptionOfType(WebhookRejectedException.class)
				.isThrownBy(() -> provider.verify(signed, NOW.minusSeconds(21)));
		}, "signature.tolerance=20s", "signature.timestamp=header:X-Time", "signature.content={timestamp}.{body}");
	}

	@Test
	void secretEncoding() {
		bind((provider) -> assertThat(provider.verifier().secrets().configured().get(0).length()).isEqualTo(24),
				"secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "signature.secret-encoding=whsec");
	}

	@Test
	void severalSecretEncodings() {
		bind((provider) -> assertThat(provider.verifier().secrets().configured()).singleElement()
			.satisfies((secret) -> assertThat(secret.length()).isEqualTo(38))
			.satisfies((secret) -> assertThat(secret.shortestLength()).isEqualTo(24)),
				"secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "signature.secret-encoding=hex,text,whsec");
	}

	@Test
	void event() {
		bind((provider) -> {
			WebhookEvent event = events(provider, REQUEST).get(0);
			assertThat(event.types()).containsExactly("paid", "x");
			assertThat(event.id()).isEqualTo("7");
			assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
		}, "event.type=body:/a/type,header:X-Type", "event.id=body:/a/id", "event.occurred-at=body:/a/at");
	}

	@Test
	void split() {
		bind((provider) -> assertThat(events(provider, request("{\"a\":[1,2,3]}"))).hasSize(3), "event.split=body:/a");
	}

	@Test
	void payload() {
		WebhookRequest form = new WebhookRequest(
				REQUEST.head().mutate().header("Content-Type", "application/x-www-form-urlencoded").build(),
				"json=%7B%22type%22%3A%22paid%22%7D");
		bind((provider) -> assertThat(events(provider, form).get(0).type()).isEqualTo("paid"),
				"event.payload=form:json", "event.type=body:/type");
	}

	@Test
	void bodyFormat() {
		bind((provider) -> assertThat(events(provider, request("not json")).get(0).bodyAsText()).isEqualTo("not json"),
				"event.format=other");
	}

	@Test
	void acceptedEvents() {
		bind((provider) -> {
			assertThat(provider.processing().accepts(List.of("order.paid"))).isTrue();
			assertThat(provider.processing().accepts(List.of("user.created"))).isTrue();
			assertThat(provider.processing().accepts(List.of("user.deleted"))).isFalse();
		}, "events[0]=order.*", "events[1]=user.created");
	}

	@Test
	void processing() {
		bind((provider) -> assertThat(provider.processing().mode()).isEqualTo(ProcessingMode.INLINE),
				"processing=inline");
	}

	@Test
	void inlineWhen() {
		bind((provider) -> {
			assertThat(provider.processing().isAwaited(provider.parse(REQUEST))).isTrue();
			assertThat(provider.processing().isAwaited(provider.parse(request("{}")))).isFalse();
		}, "inline-when=body:/a/type=paid");
	}

	@Test
	void admission() {
		bind((provider) -> {
			assertThat(provider.admission().requireHttps()).isFalse();
			assertThat(provider.admission().allowlist().contains("10.0.0.200")).isTrue();
			assertThat(provider.admission().allowlist().contains("2001:db8::9")).isTrue();
			assertThat(provider.admission().allowlist().contains("10.0.1.1")).isFalse();
			assertThat(provider.admission().contentTypes().accepted()).containsExactly(MimeType.valueOf("text/xml"));
			assertThat(provider.admission().maxBodySize()).isEqualTo(3 * 1024);
			assertThat(provider.admission().bodyTimeout()).isEqualTo(Duration.ofSeconds(5));
		}, "require-https=false", "ip-allowlist=10.0.0.0/24,2001:db8::/32", "content-types=text/xml",
				"max-body-size=3KB", "body-timeout=5s");
	}

	@Test
	void rateLimit() {
		bind((provider) -> assertThat(provider.rateLimit()).isEqualTo(new RateLimit(60, 10, 30)),
				"rate-limit.requests-per-minute=60", "rate-limit.burst=10", "rate-limit.failures-per-minute=30");
	}

	@Test
	void retry() {
		bind((provider) -> assertThat(provider.processing().retry())
			.isEqualTo(new RetrySettings(3, Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1), 0.1)),
				"retry.max-attempts=3", "retry.initial-interval=1s", "retry.multiplier=2", "retry.max-interval=1m",
				"retry.jitter=0.1");
	}

	@Test
	void handshakes() {
		bind((provider) -> {
			assertThat(provider.endpoint().methods()).containsExactlyInAnyOrder("POST", "GET");
			WebhookRequest get = new WebhookRequest(
					WebhookRequestHead.builder("GET", "https://example.com/?challenge=abc").build(), "");
			assertThat(provider.handshakes().answer(provider.parse(get), true)).isNull();
			WebhookResponse answer = provider.handshakes().answer(provider.parse(get), false);
			assertThat(answer).isNotNull();
			assertThat(answer.status()).isEqualTo(202);
			assertThat(answer.contentType()).isEqualTo("text/plain");
			assertThat(answer.headers().first("X-One")).isEqualTo("abc");
			assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("got abc");
		}, "handshakes[0].method=GET", "handshakes[0].signed=false", "handshakes[0].when=query:challenge",
				"handshakes[0].response.status=202", "handshakes[0].response.content-type=text/plain",
				"handshakes[0].response.headers.X-One={query:challenge}",
				"handshakes[0].response.body=got {query:challenge}");
	}

	@Test
	void response() {
		bind((provider) -> {
			WebhookResponse answer = provider.successResponse(provider.parse(REQUEST));
			assertThat(answer).isNotNull();
			assertThat(answer.status()).isEqualTo(204);
			assertThat(answer.headers().first("X-One")).isEqualTo("paid");
		}, "response.status=204", "response.headers.X-One={body:/a/type}");
	}

	private void bind(Consumer<WebhookProvider> assertions, String... properties) {
		List<String> all = new ArrayList<>(List.of("secret=" + SECRET, "signature.header=X-Signature"));
		all.addAll(List.of(properties));
		this.contextRunner
			.withPropertyValues(all.stream().map((key) -> "webhooks.providers.acme." + key).toArray(String[]::new))
			.run((context) -> assertions.accept(context.getBean(WebhookProviders.class).find("acme")));
	}

	private static List<WebhookEvent> events(WebhookProvider provider, WebhookRequest request) {
		WebhookRequest signed = provider.signer().orElseThrow().sign(request, NOW);
		return provider.events(provider.verify(signed, NOW), provider.parse(signed));
	}

	private static WebhookRequest sign(WebhookProvider provider) {
		return provider.signer().orElseThrow().sign(REQUEST, NOW);
	}

	private static String signature(WebhookProvider provider) {
		return sign(provider).headers().first("X-Signature");
	}

	private static WebhookRequest request(String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://example.com/webhooks/acme")
			.header("Content-Type", "application/json")
			.header("X-Type", "x")
			.receivedAt(NOW)
			.build(), body);
	}

}
