package dev.webhooks.cli.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * The provider that a command is about. Its text shows no secret.
 *
 * @param name the name, of a preset or in the configuration of an application
 * @param tree its settings with those of its preset
 * @param missing names of variables that the configuration mentions and that are not set
 * @param factory makes the provider
 */
public record ChosenProvider(String name, Map<String, Object> tree, List<String> missing, ProviderFactory factory) {

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
		return secrets.isEmpty() ? create(settings()) : with(secrets, verbatim);
	}

	/**
	 * Tells whether there has to be a secret beside those that are configured.
	 * @return whether there has to be one
	 */
	public boolean needsSecret() {
		try {
			create(settings());
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
		return with(secrets, null, verbatim);
	}

	/**
	 * Makes the provider with these secrets in place of those that are configured.
	 * @param secrets the secrets, newest first
	 * @param keyId the name of the secrets where none is configured, or {@code null}
	 * @param verbatim whether what stands around a secret is a part of it
	 * @return the provider
	 */
	public WebhookProvider with(List<String> secrets, @Nullable String keyId, boolean verbatim) {
		Map<String, Object> copy = SettingsTree.of(this.tree);
		Object configured = copy.remove("key-id");
		Object named = (configured != null) ? configured : keyId;
		copy.remove("secret");
		copy.put("secrets", secrets.stream().map((secret) -> {
			Map<String, Object> entry = new LinkedHashMap<>(Map.of("value", secret, "verbatim", verbatim));
			if (named != null) {
				entry.put("key-id", named);
			}
			return entry;
		}).toList());
		return create(ProviderSettings.of(copy));
	}

	/**
	 * The same provider at the path of a URL that requests are sent to.
	 * @param path the path
	 * @return the provider, in whose path there are no variables any more
	 */
	public ChosenProvider at(@Nullable String path) {
		Map<String, Object> copy = SettingsTree.of(this.tree);
		if (copy.get("tenant") instanceof String tenant && tenant.contains("path:")) {
			copy.remove("tenant");
		}
		copy.put("path", (path == null || path.isEmpty()) ? "/" : path);
		return new ChosenProvider(this.name, copy, this.missing, this.factory);
	}

	/**
	 * The same provider, for which nothing is fetched.
	 * @param resource the certificate or key set in place of what requests refer to
	 * @return the provider
	 */
	public ChosenProvider fetching(byte[] resource) {
		return new ChosenProvider(this.name, this.tree, this.missing,
				ProviderFactory.builder().fetcher((uri, json) -> resource.clone()).build());
	}

	private WebhookProvider create(ProviderSettings settings) {
		return this.factory.create(this.name, settings).build();
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
