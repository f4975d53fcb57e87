package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.Nullable;

/**
 * Head of an answer.
 */
public abstract class AnswerProperties {

	/**
	 * HTTP status.
	 */
	private @Nullable Integer status;

	/**
	 * Content type of the body.
	 */
	private @Nullable String contentType;

	AnswerProperties() {
	}

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

}
