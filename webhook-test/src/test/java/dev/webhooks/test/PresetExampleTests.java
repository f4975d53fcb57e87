package dev.webhooks.test;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PresetExample}, which the core alone signs and verifies.
 */
class PresetExampleTests {

	@ParameterizedTest
	@MethodSource("dev.webhooks.test.PresetExample#all")
	void isVerifiedWithItsSecretAlone(PresetExample example) {
		WebhookRequest request = sign(example);
		assertThat(provider(example, example.secret()).verify(request, example.now())).isNotNull();
		WebhookProvider other = provider(example, example.otherSecret());
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> other.verify(request, example.now()));
	}

	@Test
	void isFoundByThePreset() {
		PresetExample example = PresetExample.of("github");
		assertThat(example.request().headers().first("X-GitHub-Event")).isNotBlank();
		assertThat(example.events()).isNotEmpty();
	}

	@Test
	void isNotThereForAnUnknownPreset() {
		assertThatIllegalArgumentException().isThrownBy(() -> PresetExample.of("nobody"))
			.withMessageContaining("nobody");
	}

	@Test
	void isChangedInOneBit() {
		PresetExample example = PresetExample.of("github");
		WebhookRequest request = example.request();
		assertThat(example.tampered(request).body()).isNotEqualTo(request.body()).hasSameSizeAs(request.body());
	}

	private static WebhookRequest sign(PresetExample example) {
		if (example.signed()) {
			return example.request();
		}
		Secret secret = Secret.of(example.signingSecret(), example.settings().signature().secretEncoding().get(0), null,
				example.properties().get("key-id"));
		return provider(example, example.secret()).signer(secret).orElseThrow().sign(example.request(), example.now());
	}

	private static WebhookProvider provider(PresetExample example, String secret) {
		ConfigurableProvider provider = WebhookProvider.ofPreset(example.name()).with("secret", secret);
		for (Map.Entry<String, String> property : example.properties().entrySet()) {
			provider.with(property.getKey(), property.getValue());
		}
		return provider.build();
	}

}
