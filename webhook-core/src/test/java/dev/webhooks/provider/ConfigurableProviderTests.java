package dev.webhooks.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.settings.ProviderSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConfigurableProvider} and the {@link ProviderFactory} of its own: a
 * provider without Spring.
 */
class ConfigurableProviderTests {

	private static final String SECRET = "whsec_of_thirty-two_characters...";

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final WebhookRequest REQUEST = new WebhookRequest(
			WebhookRequestHead.builder("POST", "https://hooks.example.com/in").build(),
			"{\"type\":\"paid\",\"id\":\"7\"}");

	@Test
	void aPresetVerifiesWhatItSigned() {
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret(SECRET).build();
		WebhookRequest signed = stripe.signer().orElseThrow().sign(REQUEST, NOW);
		assertThat(signed.headers().first("Stripe-Signature")).startsWith("t=1772366400,v1=");
		assertThat(stripe.events(stripe.verify(signed, NOW), stripe.parse(signed)).get(0).type()).isEqualTo("paid");
	}

	@Test
	void settingsShowNoSecretsAndNoValues() {
		assertThat(
				WebhookProvider.named("acme").secret(SECRET).with("values.key", "F8BBA842ECF85").settings().toString())
			.doesNotContain(SECRET)
			.doesNotContain("F8BBA842ECF85");
	}

	@Test
	void aPresetVerifiesTheKnownAnswer() {
		WebhookProvider github = WebhookProvider.ofPreset("github").secret("It's a Secret to Everybody").build();
		WebhookRequest request = new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.header("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
			.build(), "Hello, World!");
		assertThat(github.verify(request, NOW)).isNotNull();
	}

	@Test
	void anotherSecretIsRefused() {
		WebhookRequest signed = WebhookProvider.ofPreset("stripe")
			.secret("another" + SECRET)
			.build()
			.signer()
			.orElseThrow()
			.sign(REQUEST, NOW);
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret(SECRET).build();
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> stripe.verify(signed, NOW))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void theFirstOfSeveralSecretsSignsAndEachVerifies() {
		WebhookProvider before = WebhookProvider.ofPreset("stripe").secret(SECRET).build();
		WebhookProvider after = WebhookProvider.ofPreset("stripe").secrets("new" + SECRET, SECRET).build();
		assertThat(after.verify(before.signer().orElseThrow().sign(REQUEST, NOW), NOW)).isNotNull();
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> before.verify(after.signer().orElseThrow().sign(REQUEST, NOW), NOW));
	}

	@Test
	void aKeyOfTheUserWins() {
		ConfigurableProvider stripe = WebhookProvider.ofPreset("stripe").with("signature.tolerance", "1m");
		assertThat(stripe.settings().signature().tolerance()).isEqualTo(Duration.ofMinutes(1));
		assertThat(stripe.settings().signature().header()).containsExactly("Stripe-Signature");
	}

	@Test
	void aProviderNeedsNoPreset() {
		WebhookProvider acme = WebhookProvider.named("acme")
			.with("signature", Map.of("header", "X-Acme", "encoding", "base64"))
			.secret(SECRET)
			.build();
		assertThat(acme.name()).isEqualTo("acme");
		assertThat(acme.endpoint().path()).isEqualTo("/webhooks/acme");
		assertThat(acme.signer().orElseThrow().sign(REQUEST, NOW).headers().first("X-Acme")).hasSize(44);
	}

	@Test
	void aProviderIsMadeOfSettings() {
		ProviderSettings settings = ProviderSettings.of(Map.of("signature.header", "X-Acme", "secret", SECRET, "path",
				"/in", "methods", "PUT", "handshakes", List.of(Map.of("method", "get", "signed", false))));
		assertThat(WebhookProvider.of("acme", settings).endpoint().path()).isEqualTo("/in");
		assertThat(WebhookProvider.of("acme", settings).endpoint().methods()).containsExactlyInAnyOrder("PUT", "GET");
	}

	@Test
	void withoutSecretThereIsNoProvider() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WebhookProvider.ofPreset("stripe").build())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("secret"))
			.satisfies((ex) -> assertThat(ex.fix()).isNotBlank());
	}

	@Test
	void aSecretThatCannotBeUsedIsNotShown() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WebhookProvider.ofPreset("standard-webhooks").secret("whsec_S3CR3T!").build())
			.withMessageNotContaining("S3CR3T");
	}

	@Test
	void aTrustStoreThatNobodyKnowsIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WebhookProvider.ofPreset("stripe")
				.secret(SECRET)
				.with("client-certificate", Map.of("san", "hooks.example.com", "bundle", "issuer"))
				.build())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("client-certificate.bundle"));
	}

	@Test
	void aTokenPatternThatIsNoneIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WebhookProvider.ofPreset("stripe")
				.secret(SECRET)
				.with("handshakes",
						List.of(Map.of("token", "query:challenge", "token-pattern", "[0-9", "response.body",
								"{token-signature}")))
				.build())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("handshakes[0].token-pattern"));
	}

}
