package dev.webhooks.provider.settings;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An answer to a request: the keys below {@code response}. Immutable.
 *
 * @param status the HTTP status, 200 by default
 * @param contentType the media type, or {@code null} for none
 * @param headers the headers by name, as templates of locators
 * @param body the body as a template of locators, or {@code null} for none
 */
public record ResponseSettings(Integer status, @Nullable String contentType, Map<String, String> headers,
		@Nullable String body) {

	public ResponseSettings(@Nullable Integer status, @Nullable String contentType,
			@Nullable Map<String, String> headers, @Nullable String body) {
		this.status = Unset.or(status, 200);
		this.contentType = contentType;
		this.headers = Unset.orEmpty(headers);
		this.body = body;
	}

	static ResponseSettings read(SettingsReader reader) {
		return new ResponseSettings(reader.integer("status"), reader.text("content-type"), reader.namedText("headers"),
				reader.text("body"));
	}

}
