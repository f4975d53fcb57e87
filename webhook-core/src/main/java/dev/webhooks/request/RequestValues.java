package dev.webhooks.request;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The values that {@link Locator locators} find in one request, read when they are asked
 * for and kept. Not safe for use by several threads.
 */
public final class RequestValues {

	private final WebhookRequest request;

	private final Supplier<byte @Nullable []> documents;

	private final JsonFields fields;

	private final @Nullable RequestValues whole;

	private final Map<String, String> named = new HashMap<>(4);

	private JsonFields.@Nullable Values json;

	private @Nullable Map<String, List<String>> query;

	private @Nullable Map<String, List<String>> form;

	/**
	 * Creates the values of a request.
	 * @param request the request
	 * @param documents finds the JSON document in the request when it is needed
	 * @param fields the JSON fields that may be asked for
	 */
	public RequestValues(WebhookRequest request, DocumentReader documents, JsonFields fields) {
		this.request = request;
		this.documents = SingletonSupplier.ofNullable(() -> documents.read(request))::get;
		this.fields = fields;
		this.whole = null;
	}

	/**
	 * Creates the values of a part of a request.
	 * @param request the request
	 * @param document the bytes in which JSON fields are looked for, or {@code null} if
	 * there are none
	 * @param fields the JSON fields that may be asked for
	 */
	public RequestValues(WebhookRequest request, byte @Nullable [] document, JsonFields fields) {
		this(request, document, fields, null);
	}

	private RequestValues(WebhookRequest request, byte @Nullable [] document, JsonFields fields,
			@Nullable RequestValues whole) {
		this.request = request;
		this.documents = () -> document;
		this.fields = fields;
		this.whole = whole;
	}

	/**
	 * Creates the values of one item of a batch.
	 * @param item the bytes of the item
	 * @param fields the JSON fields that may be asked for
	 * @return the values
	 */
	public RequestValues ofItem(byte[] item, JsonFields fields) {
		return new RequestValues(this.request, item, fields, this);
	}

	/**
	 * The values of the request that these are an item of.
	 */
	RequestValues whole() {
		return (this.whole != null) ? this.whole : this;
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

	public @Nullable String named(String name) {
		return this.named.get(name);
	}

	public @Nullable String header(String name) {
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
		return single(formFields(), "form field", name);
	}

	/**
	 * The fields of a form body.
	 * @return the values of each field; none if the body is not a form
	 */
	Map<String, List<String>> formFields() {
		if (this.form == null) {
			this.form = FormFields.isForm(this.request) ? FormFields.parse(this.request.body()) : Map.of();
		}
		return this.form;
	}

	@Nullable String json(String pointer) {
		byte[] document = (this.json == null) ? document() : null;
		if (document != null) {
			this.json = this.fields.read(document);
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
		return this.documents.get();
	}

	/**
	 * The hash of the document, or of the body where there is none.
	 * @return SHA-256 in lower-case hexadecimal digits
	 */
	public String bodyHash() {
		byte[] document = document();
		return HexFormat.of().formatHex(Digests.sha256((document != null) ? document : this.request.body()));
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
