package dev.webhooks.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;

/**
 * Keys that have to be set beside the secret, because no preset can know them.
 */
final class RequiredKeys {

	private RequiredKeys() {
	}

	/**
	 * Finds the keys.
	 * @return values to be replaced by the key below the provider
	 */
	static Map<String, String> of(Preset preset) {
		ProviderSettings settings = preset.settings();
		Map<String, String> keys = new LinkedHashMap<>();
		if (text(settings.signature()).contains("{key-id}")) {
			keys.put("key-id", "${" + SecretOptions.variableOf(preset.name()).replaceFirst("SECRET$", "KEY_ID") + "}");
		}
		return keys;
	}

	private static String text(SignatureSettings signature) {
		return signature.format() + " " + signature.content() + " " + signature.jwt().keyRequest() + " "
				+ signature.callback().query() + " " + signature.callback().body();
	}

}
