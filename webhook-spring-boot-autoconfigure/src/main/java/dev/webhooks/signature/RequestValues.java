package dev.webhooks.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;

/**
 * The values that {@link Locator locators} find in one request, read when they are asked
 * for and kept. Not safe for use by several threads.
 */
public final class RequestValues {

	private final WebhookRequest request;

	private final byte @Nullable [] document;

	private final JsonFields fields;

	private final Map<String, String> named = new HashMap<>(4);

	private JsonFields.@Nullable Values json;

	private @Nullable Map<String, List<String>> query;

	private @Nullable Map<String, List<String>> form;

	/**
	 * Creates the values of a request.
	 * @param request the request
	 * @param fields the JSON fields that may be asked for
	 */
	public RequestValues(WebhookRequest request, JsonFields fields) {
		this(request, request.body(), fields);
	}

	/**
	 * Creates the values of a request whose document is not its whole body.
	 * @param request the request
	 * @param document the bytes in which JSON fields are looked for, or {@code null} if
	 * there is no JSON in the request
	 * @param fields the JSON fields that may be asked for
	 */
	public RequestValues(WebhookRequest request, byte @Nullable [] document, JsonFields fields) {
		this.request = request;
		this.document = document;
		this.fields = fields;
	}

	/**
	 * The request.
	 * @return the request
	 */
	public WebhookRequest request() {
		return this.request;
	}

	/**
	 * Gives a name to a value.
	 * @param name the name
	 * @param value the value
	 */
	public void name(String name, String value) {
		this.named.put(name, value);
	}

	@Nullable String named(String name) {
		return this.named.get(name);
	}

	@Nullable String header(String name) {
		if (this.request.headers().isRepeated(name)) {
			throw repeated("header", name);
		}
		return this.request.headers().first(name);
	}

	@Nullable String query(String name) {
		if (this.query == null) {
			String text = this.request.head().query();
			this.query = (text != null) ? FormFields.parse(text) : Map.of();
		}
		return single(this.query, "query parameter", name);
	}

	@Nullable String form(String name) {
		if (this.form == null) {
			this.form = FormFields.isForm(this.request.headers().first("Content-Type"))
					? FormFields.parse(this.request.body()) : Map.of();
		}
		return single(this.form, "form field", name);
	}

	@Nullable String json(String pointer) {
		if (this.json == null && this.document != null) {
			this.json = this.fields.read(this.document);
		}
		return (this.json != null) ? this.json.get(pointer) : null;
	}

	/**
	 * Checks that the document, if there is one, is well-formed JSON. It is read once,
	 * whether or not fields are asked for afterwards.
	 * @throws WebhookRejectedException if it is not
	 */
	public void checkWellFormed() {
		json("");
	}

	/**
	 * The JSON document in the request.
	 * @return the bytes themselves, not a copy, or {@code null} if there is none
	 */
	public byte @Nullable [] document() {
		return this.document;
	}

	String bodyHash() {
		try {
			byte[] hashed = (this.document != null) ? this.document : this.request.body();
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(hashed));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static @Nullable String single(Map<String, List<String>> values, String kind, String name) {
		List<String> found = values.getOrDefault(name, List.of());
		if (found.size() > 1) {
			throw repeated(kind, name);
		}
		return found.isEmpty() ? null : found.get(0);
	}

	private static WebhookRejectedException repeated(String kind, String name) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD,
				"The %s '%s' came more than once".formatted(kind, name));
	}

}
