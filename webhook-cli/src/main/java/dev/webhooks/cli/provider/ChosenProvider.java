package dev.webhooks.cli.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * The provider that a command is about. Its text shows no secret.
 *
 * @param name the name, of a preset or in the configuration of an application
 * @param tree its settings with those of its preset
 * @param missing names of variables that the configuration mentions and that are not set
 * @param ofApplication whether it is of the configuration of an application
 */
public record ChosenProvider(String name, Map<String, Object> tree, List<String> missing, boolean ofApplication) {

	/**
	 * All its settings.
	 * @return the settings
	 */
	public ProviderSettings settings() {
		return ProviderSettings.of(this.tree);
	}

	/**
	 * Name of the preset whose settings it has.
	 * @return the name of the preset, or of the provider if there is none
	 */
	public String preset() {
		Object preset = this.tree.get("preset");
		return (preset != null) ? String.valueOf(preset) : this.name;
	}

	/**
	 * Makes the provider with secrets of the options, or else those that are configured,
	 * or else the one that is asked for.
	 * @param options say where the secrets are
	 * @param terminal the terminal
	 * @param verbatim whether what stands around a secret is a part of it
	 * @return the provider
	 */
	public WebhookProvider verifying(SecretOptions options, Terminal terminal, boolean verbatim) {
		List<String> secrets = options.read(terminal);
		if (secrets.isEmpty() && needsSecret()) {
			checkMissing();
			secrets = List.of(SecretOptions.ask(terminal, this.name));
		}
		return secrets.isEmpty() ? WebhookProvider.of(this.name, settings()) : with(secrets, verbatim);
	}

	/**
	 * Tells whether there has to be a secret beside those that are configured.
	 * @return whether there has to be one
	 */
	public boolean needsSecret() {
		try {
			WebhookProvider.of(this.name, settings());
			return false;
		}
		catch (InvalidSettingException ex) {
			if (ex.key().equals("secret") && !settings().secrets().areConfigured()) {
				return true;
			}
			throw ex;
		}
	}

	/**
	 * Makes the provider with these secrets in place of those that are configured.
	 * @param secrets the secrets, newest first
	 * @param verbatim whether what stands around a secret is a part of it
	 * @return the provider
	 */
	public WebhookProvider with(List<String> secrets, boolean verbatim) {
		Map<String, Object> copy = SettingsTree.of(this.tree);
		Object keyId = copy.remove("key-id");
		copy.remove("secret");
		copy.put("secrets", secrets.stream().map((secret) -> {
			Map<String, Object> entry = new LinkedHashMap<>(Map.of("value", secret, "verbatim", verbatim));
			if (keyId != null) {
				entry.put("key-id", keyId);
			}
			return entry;
		}).toList());
		return WebhookProvider.of(this.name, ProviderSettings.of(copy));
	}

	private void checkMissing() {
		if (!this.missing.isEmpty()) {
			throw CommandFailure.usage(
					"The configuration names %s, which is not set.".formatted(String.join(" and ", this.missing)),
					"Export it, or name the secret: --secret-env NAME.");
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
