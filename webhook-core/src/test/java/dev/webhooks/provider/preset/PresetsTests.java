package dev.webhooks.provider.preset;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.yaml.snakeyaml.error.YAMLException;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.ProviderSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Presets}.
 */
class PresetsTests {

	private final Presets presets = new Presets();

	static List<String> names() {
		return new Presets().names();
	}

	@Test
	void thePresetsOfTheContractAreThere() {
		assertThat(names()).contains("stripe", "github", "gitlab", "gitlab-token", "slack", "shopify",
				"standard-webhooks", "svix");
	}

	@ParameterizedTest
	@MethodSource("names")
	void aPresetHasNoKeyThatAUserCouldNotWrite(String name) {
		assertThat(this.presets.get(name).settings().about().title()).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "Stripe", "../preset/stripe", "stripe.yml", "", " " })
	void whatIsNoPresetIsNotFound(String name) {
		assertThat(this.presets.find(name)).isNull();
	}

	@Test
	void aPresetThatHasToBeThereIsRefusedWithTheNearest() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> this.presets.get("strpe"))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("preset"))
			.satisfies((ex) -> assertThat(ex.fix()).contains("Did you mean 'stripe'?").contains("github"));
	}

	@Test
	void settingsOfAUserLieOverThoseOfThePreset() {
		ProviderSettings settings = ProviderSettings
			.of(this.presets.beneath("stripe", Map.of("signature.tolerance", "1m")));
		assertThat(settings.signature().tolerance()).isEqualTo(Duration.ofMinutes(1));
		assertThat(settings.signature().header()).containsExactly("Stripe-Signature");
	}

	@Test
	void aPresetMayBeNamed() {
		ProviderSettings settings = ProviderSettings.of(this.presets.beneath("acme", Map.of("preset", "stripe")));
		assertThat(settings.preset()).isEqualTo("stripe");
		assertThat(settings.signature().header()).containsExactly("Stripe-Signature");
	}

	@Test
	void withoutPresetThereAreTheSettingsOfTheUserAlone() {
		assertThat(this.presets.beneath("acme", Map.of("signature.header", "X-Acme")))
			.isEqualTo(Map.of("signature", Map.of("header", "X-Acme")));
	}

	@Test
	void aTimeInAFileStaysText() {
		assertThat(new YamlFile().read(new ByteArrayInputStream(
				"secrets: [{expires: 2027-01-01T00:00:00Z}]".getBytes(StandardCharsets.UTF_8))))
			.isEqualTo(Map.of("secrets", List.of(Map.of("expires", "2027-01-01T00:00:00Z"))));
	}

	@Test
	void nothingIsMadeOfAFileButData() {
		assertThatExceptionOfType(YAMLException.class).isThrownBy(() -> new YamlFile().read(new ByteArrayInputStream(
				"secret: !!java.net.URL [https://example.com]".getBytes(StandardCharsets.UTF_8))));
	}

}
