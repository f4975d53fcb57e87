package dev.webhooks.provider.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link RandomSecret}.
 */
class RandomSecretTests {

	@ParameterizedTest
	@CsvSource({ "github, [A-Za-z0-9_-]{43}", "adyen, [0-9a-f]{64}", "airtable, [A-Za-z0-9+/]{43}=",
			"svix, whsec_[A-Za-z0-9+/]{43}=", "postmark, webhook:[A-Za-z0-9_-]{43}", "telegram, [A-Za-z0-9_-]{43}",
			"jira-connect, [A-Za-z0-9_-]{43}" })
	void aSecretIsWrittenAsThatOfTheProvider(String preset, String pattern) {
		ConfigurableProvider provider = WebhookProvider.ofPreset(preset);
		String secret = provider.randomSecret();
		assertThat(secret).matches(pattern);
		assertThatNoException().isThrownBy(() -> provider.secret(secret).build());
	}

	@Test
	void noSecretComesTwice() {
		ProviderSettings settings = WebhookProvider.ofPreset("github").settings();
		assertThat(settings.randomSecret()).isNotEqualTo(settings.randomSecret());
	}

	@ParameterizedTest
	@ValueSource(strings = { "discord", "sendgrid", "paypal", "aws-sns", "plaid", "microsoft-graph-rich" })
	void whereTheProviderHasAKeyThereIsNoSecretToShare(String preset) {
		assertThatIllegalStateException().isThrownBy(() -> WebhookProvider.ofPreset(preset).randomSecret());
	}

	@Test
	void aLongerHashHasALongerSecret() {
		ProviderSettings settings = WebhookProvider.ofPreset("github").with("signature.algorithm", "sha512").settings();
		assertThat(settings.randomSecret()).hasSize(86);
	}

}
