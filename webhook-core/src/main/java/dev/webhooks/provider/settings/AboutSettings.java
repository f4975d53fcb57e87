package dev.webhooks.provider.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Notes on a provider for the documents: the keys below {@code about}, without effect.
 * Immutable.
 *
 * @param title the name of the provider as it writes itself, or {@code null}
 * @param url the page on which it describes its webhooks, or {@code null}
 * @param secret what {@code secret} holds, or {@code null}
 * @param retries when and how often it delivers again, or {@code null}
 * @param caveats what to know before relying on it
 */
public record AboutSettings(@Nullable String title, @Nullable String url, @Nullable String secret,
		@Nullable String retries, List<String> caveats) {

	public AboutSettings(@Nullable String title, @Nullable String url, @Nullable String secret,
			@Nullable String retries, @Nullable List<String> caveats) {
		this.title = title;
		this.url = url;
		this.secret = secret;
		this.retries = retries;
		this.caveats = Unset.orEmpty(caveats);
	}

	static AboutSettings read(SettingsReader reader) {
		return new AboutSettings(reader.text("title"), reader.text("url"), reader.text("secret"),
				reader.text("retries"), reader.texts("caveats"));
	}

}
