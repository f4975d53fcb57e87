package dev.webhooks.autoconfigure.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.AboutSettings;

/**
 * Notes on the provider for the documents, without effect.
 */
public class AboutProperties {

	/**
	 * Name of the provider as it writes itself.
	 */
	private @Nullable String title;

	/**
	 * Page on which the provider describes its webhooks.
	 */
	private @Nullable String url;

	/**
	 * Meaning of 'secret'.
	 */
	private @Nullable String secret;

	/**
	 * When and how often the provider delivers again.
	 */
	private @Nullable String retries;

	/**
	 * Caveats to know before relying on it.
	 */
	private @Nullable List<String> caveats;

	public @Nullable String getTitle() {
		return this.title;
	}

	public void setTitle(@Nullable String title) {
		this.title = title;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public @Nullable String getRetries() {
		return this.retries;
	}

	public void setRetries(@Nullable String retries) {
		this.retries = retries;
	}

	public @Nullable List<String> getCaveats() {
		return this.caveats;
	}

	public void setCaveats(@Nullable List<String> caveats) {
		this.caveats = caveats;
	}

	AboutSettings toSettings() {
		return new AboutSettings(this.title, this.url, this.secret, this.retries, this.caveats);
	}

}
