package dev.webhooks.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.FormFields;

/**
 * Body of a request that is being written, and where in it the document stands: it is the
 * body itself, or a field of a form, or all fields of one.
 */
final class DraftBody {

	private final byte[] bytes;

	private final boolean form;

	private final Map<String, List<String>> fields;

	/** The field of a form that holds the document. */
	private final @Nullable String holder;

	private final boolean base64;

	private boolean changed;

	DraftBody(DocumentReader documents, WebhookRequest request) {
		this.bytes = request.body();
		this.form = FormFields.isForm(request);
		this.fields = this.form ? new LinkedHashMap<>(FormFields.parse(this.bytes)) : Map.of();
		this.holder = documents.formFields().stream().filter(this.fields::containsKey).findFirst().orElse(null);
		this.base64 = documents.isBase64();
	}

	Map<String, List<String>> fields() {
		return this.fields;
	}

	/**
	 * Tells whether the fields of a form are the document.
	 */
	boolean isOfFields() {
		return this.form && this.holder == null;
	}

	void field(String name, List<String> values) {
		if (!this.form) {
			throw new IllegalArgumentException("The body is no form that has a place for '" + name + "'");
		}
		this.fields.put(name, values);
		this.changed = true;
	}

	void remove(String name) {
		this.fields.remove(name);
		this.changed = true;
	}

	/**
	 * The document, of fields as JSON.
	 */
	byte[] document() {
		if (this.holder != null) {
			byte[] text = this.fields.getOrDefault(this.holder, List.of("")).get(0).getBytes(StandardCharsets.UTF_8);
			return this.base64 ? Base64.getMimeDecoder().decode(text) : text;
		}
		return this.form ? FormFields.toJson(this.fields) : this.bytes;
	}

	/**
	 * The bytes of the body with a document that was changed; {@code null} if it was not.
	 */
	byte[] with(byte @Nullable [] document) {
		if (this.holder != null && document != null) {
			field(this.holder, List.of(this.base64 ? Base64.getEncoder().encodeToString(document)
					: new String(document, StandardCharsets.UTF_8)));
		}
		if (this.form) {
			return this.changed ? encoded(this.fields).getBytes(StandardCharsets.US_ASCII) : this.bytes;
		}
		return (document != null) ? document : this.bytes;
	}

	static String encoded(Map<String, List<String>> fields) {
		StringJoiner encoded = new StringJoiner("&");
		fields.forEach((name, values) -> values.forEach((value) -> encoded.add(encoded(name) + '=' + encoded(value))));
		return encoded.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
