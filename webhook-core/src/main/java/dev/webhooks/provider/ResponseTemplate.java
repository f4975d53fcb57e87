package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

import dev.webhooks.Internal;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookResponse;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.SpecialCharacters;
import dev.webhooks.request.Template;

/**
 * An answer as a preset describes it. Values of the request that it repeats are escaped
 * for the content type. Immutable.
 */
public final class ResponseTemplate {

	private static final byte[] NO_BODY = {};

	/** Characters that no header may hold: one could begin another header. */
	private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

	private final int status;

	private final @Nullable String contentType;

	private final Map<String, Template> headers;

	private final @Nullable Template body;

	/**
	 * Creates a template.
	 * @param status the HTTP status
	 * @param contentType the media type or {@code null}
	 * @param headers the headers
	 * @param body the body or {@code null}
	 */
	public ResponseTemplate(int status, @Nullable String contentType, Map<String, Template> headers,
			@Nullable Template body) {
		this.status = status;
		this.contentType = contentType;
		this.headers = Map.copyOf(headers);
		this.body = body;
	}

	/**
	 * Fills in the template.
	 * @param values the values of the request
	 * @return the answer, or {@code null} if a value that it repeats is not there, or
	 * cannot stand in a header
	 */
	@Internal
	public @Nullable WebhookResponse render(RequestValues values) {
		String text = (this.body != null) ? this.body.expand(values, escape()) : "";
		if (text == null) {
			return null;
		}
		WebhookResponse response = new WebhookResponse(this.status, WebhookHeaders.of(), this.contentType,
				text.isEmpty() ? NO_BODY : text.getBytes(StandardCharsets.UTF_8));
		for (Map.Entry<String, Template> header : this.headers.entrySet()) {
			String value = header.getValue().expand(values);
			if (value == null || CONTROL_CHARACTER.matcher(value).find()) {
				return null;
			}
			response = response.withHeader(header.getKey(), value);
		}
		return response;
	}

	private UnaryOperator<String> escape() {
		String type = (this.contentType != null) ? this.contentType.toLowerCase(Locale.ROOT) : "";
		if (type.contains("json")) {
			return (value) -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
		}
		boolean markup = type.contains("xml") || type.contains("html");
		return markup ? SpecialCharacters::escape : UnaryOperator.identity();
	}

	List<String> pointers() {
		List<String> pointers = new ArrayList<>((this.body != null) ? this.body.pointers() : List.of());
		this.headers.values().forEach((header) -> pointers.addAll(header.pointers()));
		return pointers;
	}

	boolean uses(String name) {
		return this.body != null && this.body.uses(name);
	}

}
