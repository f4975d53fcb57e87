package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import dev.webhooks.Internal;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookResponse;

/**
 * Makes the answer of what a listener returned: text and bytes as they are, anything else
 * as JSON, and of a {@link ResponseEntity} the status and headers too.
 */
@Internal
public final class ReturnValues {

	private static final byte[] NO_BODY = {};

	private final JsonMapper jsonMapper;

	/**
	 * Creates an instance.
	 * @param jsonMapper writes JSON
	 */
	public ReturnValues(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Makes an answer.
	 * @param returned what the listener returned
	 * @param wanted the answer that the provider wants, whose content type then counts
	 * for text and bytes, or {@code null} if any will do
	 */
	WebhookResponse toResponse(Object returned, @Nullable WebhookResponse wanted) {
		String textType = (wanted != null) ? wanted.contentType() : null;
		if (!(returned instanceof ResponseEntity<?> entity)) {
			return withBody(200, WebhookHeaders.of(), null, returned, textType);
		}
		MediaType type = entity.getHeaders().getContentType();
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		entity.getHeaders().forEach((name, values) -> {
			if (!name.equalsIgnoreCase("Content-Type")) {
				values.forEach((value) -> headers.add(name, value));
			}
		});
		return withBody(entity.getStatusCode().value(), headers.build(), (type != null) ? type.toString() : null,
				entity.getBody(), textType);
	}

	private WebhookResponse withBody(int status, WebhookHeaders headers, @Nullable String type, @Nullable Object body,
			@Nullable String textType) {
		if (body == null) {
			return new WebhookResponse(status, headers, type, NO_BODY);
		}
		if (body instanceof CharSequence text) {
			return new WebhookResponse(status, headers, firstOf(type, textType, "text/plain;charset=UTF-8"),
					text.toString().getBytes(StandardCharsets.UTF_8));
		}
		if (body instanceof byte[] bytes) {
			return new WebhookResponse(status, headers,
					firstOf(type, textType, MediaType.APPLICATION_OCTET_STREAM_VALUE), bytes);
		}
		return new WebhookResponse(status, headers, firstOf(type, null, MediaType.APPLICATION_JSON_VALUE),
				this.jsonMapper.writeValueAsBytes(body));
	}

	private static String firstOf(@Nullable String first, @Nullable String second, String last) {
		return (first != null) ? first : (second != null) ? second : last;
	}

	/**
	 * Tells whether a listener asks for its event to be delivered again.
	 */
	static boolean isServerError(@Nullable Object returned) {
		return returned instanceof ResponseEntity<?> entity && entity.getStatusCode().is5xxServerError();
	}

}
