package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.webhooks.WebhookRequest;

/**
 * Format of the body of a request.
 */
public enum BodyFormat {

	/** As the content type says, or where there is none, as the body looks. */
	AUTO,

	/** A JSON document, whatever the content type says. */
	JSON,

	/** Form fields, of which one may hold a JSON document. */
	FORM,

	/** A JSON document on each line, or a JSON array; it is read as an array. */
	JSON_LINES,

	/**
	 * An XML document, read as JSON: elements are properties, repeated ones arrays, and
	 * attributes properties behind an {@code @}. Prefixes of namespaces are left out.
	 */
	XML,

	/**
	 * Nothing: the document is the query string, read as a JSON object of its parameters,
	 * of which repeated ones are arrays.
	 */
	QUERY,

	/**
	 * A form that may have files: the document is a JSON object of its fields, of which
	 * repeated ones are arrays, or a JSON document that one of them holds. Senders of
	 * such a form encode it as any other when it has no file.
	 */
	MULTIPART,

	/** Something that only listeners read. */
	OTHER;

	private static final int ENOUGH_TO_SEE = 256;

	private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

	/**
	 * Finds out what the body of one request holds.
	 * @param request the request
	 * @return the format, never {@link #AUTO}
	 */
	BodyFormat of(WebhookRequest request) {
		if (this != AUTO) {
			return this;
		}
		String contentType = request.headers().first("Content-Type");
		if (FormFields.isForm(contentType, request.body())) {
			return FORM;
		}
		return (contentType != null) ? named(contentType) : seenIn(request.body());
	}

	/**
	 * Format that a content type names which is not a form's.
	 */
	static BodyFormat named(String contentType) {
		String type = contentType.toLowerCase(Locale.ROOT);
		if (type.contains("json")) {
			return type.contains("ndjson") || type.contains("json-lines") ? JSON_LINES : JSON;
		}
		return type.contains("xml") ? XML : OTHER;
	}

	/**
	 * Tells XML from JSON: no document is both.
	 */
	private static BodyFormat seenIn(byte[] body) {
		String start = new String(body, 0, Math.min(body.length, ENOUGH_TO_SEE), StandardCharsets.ISO_8859_1);
		String text = start.startsWith(BYTE_ORDER_MARK) ? start.substring(BYTE_ORDER_MARK.length()) : start;
		return text.stripLeading().startsWith("<") ? XML : JSON;
	}

}
