package dev.webhooks.autoconfigure.provider;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.ResponseSettings;

/**
 * Answer to a request.
 */
public class ResponseProperties extends AnswerProperties {

	/**
	 * Headers by name. Locators in braces are filled in.
	 */
	private final Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * Body. Locators in braces are filled in.
	 */
	private @Nullable String body;

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
		return new ResponseSettings(getStatus(), getContentType(), this.headers, this.body);
	}

}
