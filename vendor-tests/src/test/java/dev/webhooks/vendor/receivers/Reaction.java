package dev.webhooks.vendor.receivers;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * Answer of a receiver to a request, as the vendor sees it, and the work that it had
 * done.
 *
 * @param receiver the name of the receiver
 * @param status the HTTP status
 * @param type the content type without its parameters, or {@code null} without a body
 * @param body the body
 * @param done what the business methods were called with
 */
record Reaction(String receiver, int status, @Nullable String type, String body, List<List<Object>> done) {

	private static final JsonMapper JSON = new JsonMapper();

	static Reaction of(String receiver, int status, @Nullable String contentType, String body,
			List<List<Object>> done) {
		MediaType type = (contentType != null && !body.isEmpty()) ? MediaType.parseMediaType(contentType) : null;
		return new Reaction(receiver, status, (type != null) ? type.getType() + "/" + type.getSubtype() : null, body,
				done);
	}

	/** Of JSON the order of the properties does not count, nor its layout. */
	Object readBody() {
		return read(this.body);
	}

	static Object read(String body) {
		return body.startsWith("{") ? JSON.readTree(body) : body;
	}

}
