package dev.webhooks.provider;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.webhooks.signature.FormFields;

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

	/** Something that only listeners read. */
	OTHER;

	/**
	 * Finds out what the body of one request holds.
	 * @param contentType the content type or {@code null}
	 * @return the format, never {@link #AUTO}
	 */
	BodyFormat of(@Nullable String contentType) {
		if (this != AUTO) {
			return this;
		}
		if (FormFields.isForm(contentType)) {
			return FORM;
		}
		return (contentType == null || contentType.toLowerCase(Locale.ROOT).contains("json")) ? JSON : OTHER;
	}

}
