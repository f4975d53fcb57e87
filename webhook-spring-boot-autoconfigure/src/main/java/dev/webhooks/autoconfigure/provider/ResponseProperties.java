package dev.webhooks.autoconfigure.provider;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.ResponseSettings;

/**
 * Answer to a request.
 */
public class ResponseProperties {

	/**
	 * HTTP status.
	 */
	private @Nullable Integer status;

	/**
	 * Content type of the body.
	 */
	private @Nullable String contentType;

	/**
	 * Headers by name. Locators in braces are filled in.
	 */
	private final Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * Body. Locators in braces are filled in.
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

	public Map<String, String> getHeaders() {
		return this.headers;
	}

	public @Nullable String getBody() {
		return this.body;
	}

	public void setBody(@Nullable String body) {
		this.body = body;
	}

	ResponseSettings toSettings() {
		return new ResponseSettings(this.status, this.contentType, this.headers, this.body);
	}

}
