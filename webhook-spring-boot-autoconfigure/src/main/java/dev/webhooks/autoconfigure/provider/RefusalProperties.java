package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.RefusalSettings;

/**
 * Answer to a request that is not authentic, and to no other. With a status of success
 * the provider takes the request for accepted.
 */
public class RefusalProperties extends AnswerProperties {

	/**
	 * Body, as it is; empty for none. Problem details by default.
	 */
	private @Nullable String body;

	public @Nullable String getBody() {
		return this.body;
	}

	public void setBody(@Nullable String body) {
		this.body = body;
	}

	RefusalSettings toSettings() {
		return new RefusalSettings(getStatus(), getContentType(), this.body);
	}

}
