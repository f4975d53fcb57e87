package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.RefusalSettings;

/**
 * Answer to a request that is not authentic, and to no other.
 */
public class RefusalProperties {

	/**
	 * HTTP status. With one of success the provider takes the request for accepted.
	 */
	private @Nullable Integer status;

	/**
	 * Content type of the body.
	 */
	private @Nullable String contentType;

	/**
	 * Body, as it is; empty for none. Problem details by default.
	 */
	private @Nullable String body;

	public @Nullable Integer getStatus() {
		return this.status;
	}

	public void setStatus(@Nullable Integer status) {
		this.status = status;
	}

	public @Nullable String getContentType() {
		return this.contentType;
	}

	public void setContentType(@Nullable String contentType) {
		this.contentType = contentType;
	}

	public @Nullable String getBody() {
		return this.body;
	}

	public void setBody(@Nullable String body) {
		this.body = body;
	}

	RefusalSettings toSettings() {
		return new RefusalSettings(this.status, this.contentType, this.body);
	}

}
