package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@code docs/providers.md} with the presets, and writes it if the system
 * property {@code tests.docs.write} is {@code true}. What is written by hand stays.
 */
class ProviderDocumentsTests {

	private static final Path PAGE = Path.of("..", "docs", "providers.md");

	@Test
	void thePageSaysWhatThePresetsSay() throws IOException {
		String expected = ProviderDocuments.of(PresetFile.all(), ProviderGuides.of(Files.readString(PAGE)));
		if (Boolean.getBoolean("tests.docs.write")) {
			Files.writeString(PAGE, expected);
		}
		assertThat(Files.readString(PAGE))
			.as("docs/providers.md is not what the presets say. Write it anew: %s", ProviderDocuments.COMMAND)
			.isEqualTo(expected);
	}

	@Test
	void theMostUsedProvidersHaveAGuide() throws IOException {
		assertThat(ProviderGuides.of(Files.readString(PAGE)).presets()).containsExactlyInAnyOrder("discord", "github",
				"gitlab", "paypal", "sendgrid", "shopify", "slack", "square", "standard-webhooks", "stripe", "twilio",
				"zoom");
	}

}
