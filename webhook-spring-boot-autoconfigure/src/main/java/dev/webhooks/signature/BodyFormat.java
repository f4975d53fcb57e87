package dev.webhooks.signature;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What the body of a request holds.
 */
public enum BodyFormat {

	/** What the content type says; JSON where there is none. */
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

	/** Something that only listeners read. */
	OTHER;

	/**
	 * Finds out what the body of one request holds.
	 * @param contentType the content type or {@code null}
	 * @return the format, never {@link #AUTO}
	 */
	BodyFormat of(@Nullable String contentType) {
		if (this != AUTO || contentType == null) {
			return (this != AUTO) ? this : JSON;
		}
		String type = contentType.toLowerCase(Locale.ROOT);
		if (type.contains("json")) {
			return type.contains("ndjson") || type.contains("json-lines") ? JSON_LINES : JSON;
		}
		if (FormFields.isForm(type)) {
			return FORM;
		}
		return type.contains("xml") ? XML : OTHER;
	}

}
