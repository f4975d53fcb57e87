package dev.webhooks.request;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;

/**
 * A request, or an item of a batch, of which each part is parsed once, when it is first
 * asked for. All who read the request share it; what one of them has found out is not in
 * it. Not safe for use by several threads.
 */
@Internal
public final class ParsedRequest {

	private WebhookRequest request;

	private final DocumentReader documents;

	private final JsonFields fields;

	private final @Nullable BatchSplitter splitter;

	private final @Nullable ParsedRequest whole;

	private final ConfiguredValues configured;

	/** The request as it was before its document was decoded. */
	private final @Nullable ParsedRequest received;

	private boolean documentFound;

	private byte @Nullable [] document;

	private JsonFields.@Nullable Values values;

	private @Nullable Map<String, List<String>> query;

	private @Nullable Map<String, List<String>> form;

	private List<ParsedRequest> items = List.of();

	private int passes;

	ParsedRequest(WebhookRequest request, DocumentReader documents, JsonFields fields, @Nullable BatchSplitter splitter,
			ConfiguredValues configured) {
		this.request = request;
		this.documents = documents;
		this.fields = fields;
		this.splitter = splitter;
		this.whole = null;
		this.configured = configured;
		this.received = null;
	}

	private ParsedRequest(ParsedRequest whole, BatchSplitter.Item item) {
		this.request = whole.request;
		this.documents = whole.documents;
		this.fields = whole.fields;
		this.splitter = null;
		this.whole = whole;
		this.configured = whole.configured;
		this.received = whole.received;
		this.documentFound = true;
		this.document = item.bytes();
		this.values = item.values();
	}

	private ParsedRequest(ParsedRequest received, byte[] decoded) {
		this.request = received.request;
		this.documents = received.documents;
		this.fields = received.fields;
		this.splitter = received.splitter;
		this.whole = null;
		this.configured = received.configured;
		this.received = received;
		this.documentFound = true;
		this.document = decoded;
	}

	/**
	 * Copies this request with the document that was decoded of what it carries.
	 * @param document the document as JSON
	 * @return the new request
	 */
	public ParsedRequest decoded(byte[] document) {
		return new ParsedRequest(this, document);
	}

	public boolean isDecoded() {
		return this.received != null;
	}

	ParsedRequest envelope() {
		return (this.received != null) ? this.received : whole();
	}

	/**
	 * The received request, which an item shares with the others of its batch.
	 * @return the request; of an item the one that carries it
	 */
	public WebhookRequest request() {
		return whole().request;
	}

	/**
	 * Has the head of the request name the tenant that it is for.
	 * @param tenant the tenant, not verified; empty for none
	 */
	public void identify(String tenant) {
		this.request = this.request.ofTenant(tenant);
	}

	/**
	 * The request that this is an item of.
	 * @return the request, or this one if it is no item
	 */
	public ParsedRequest whole() {
		return (this.whole != null) ? this.whole : this;
	}

	/**
	 * The JSON document in the request, or the item.
	 * @return the bytes themselves, not a copy: they must not be changed; {@code null} if
	 * there is none
	 * @throws WebhookRejectedException if the request is malformed
	 */
	public byte @Nullable [] document() {
		if (!this.documentFound) {
			this.document = findDocument();
		}
		return this.document;
	}

	/**
	 * Finds the document. While it is looked for there is none, should one in a form be
	 * described by itself.
	 */
	private byte @Nullable [] findDocument() {
		this.documentFound = true;
		boolean wellFormed = false;
		try {
			byte[] document = this.documents.read(this);
			wellFormed = true;
			return document;
		}
		finally {
			this.documentFound = wellFormed;
		}
	}

	/**
	 * Cuts the document into the items of an array, and reads them in the same pass.
	 * @param splitter finds the array
	 * @return the items, or this request itself if there is no document
	 * @throws WebhookRejectedException if the document is not well-formed JSON or has too
	 * many items
	 */
	public List<ParsedRequest> items(BatchSplitter splitter) {
		byte[] document = document();
		if (document == null) {
			return List.of(this);
		}
		if (!splitter.isLike(this.splitter)) {
			return items(split(splitter, document));
		}
		values();
		return this.items;
	}

	private List<ParsedRequest> items(BatchSplitter.Batch batch) {
		return batch.items().stream().map((item) -> new ParsedRequest(this, item)).toList();
	}

	private BatchSplitter.Batch split(BatchSplitter splitter, byte[] document) {
		this.passes++;
		return splitter.split(document, this.fields);
	}

	/**
	 * Checks that the document, if there is one, is well-formed JSON. It is parsed once,
	 * whether or not fields are asked for afterwards.
	 * @throws WebhookRejectedException if it is not
	 */
	public void checkWellFormed() {
		values();
	}

	/**
	 * Finds a field of the document.
	 * @param pointer one of the JSON pointers that the parser was prepared for
	 * @return the text of a string, number or boolean; {@code null} if there is none
	 * @throws WebhookRejectedException if the document is not well-formed JSON
	 */
	@Nullable String json(String pointer) {
		Assert.state(this.fields.pointers().contains(pointer), "A field is asked for that is not prepared");
		JsonFields.Values values = values();
		return (values != null) ? values.get(pointer) : null;
	}

	private JsonFields.@Nullable Values values() {
		byte[] document = (this.values == null) ? document() : null;
		if (document != null && this.splitter != null) {
			BatchSplitter.Batch batch = split(this.splitter, document);
			this.items = items(batch);
			this.values = batch.values();
		}
		else if (document != null) {
			this.passes++;
			this.values = this.fields.read(document);
		}
		return this.values;
	}

	/**
	 * How often the whole document was parsed.
	 */
	int passes() {
		return this.passes;
	}

	@Nullable String configured(String name) {
		return this.configured.get(name);
	}

	@Nullable String header(String name) {
		if (this.request.headers().isRepeated(name)) {
			throw FormFields.repeated("header", name);
		}
		return this.request.headers().first(name);
	}

	@Nullable String query(String name) {
		return FormFields.single(queryFields(), "query parameter", name);
	}

	/**
	 * The parameters of the query string.
	 * @return the values of each parameter
	 */
	Map<String, List<String>> queryFields() {
		if (this.whole != null) {
			return this.whole.queryFields();
		}
		if (this.query == null) {
			String text = this.request.head().query();
			this.query = (text != null) ? FormFields.parse(text) : Map.of();
		}
		return this.query;
	}

	@Nullable String form(String name) {
		return FormFields.single(formFields(), "form field", name);
	}

	/**
	 * The fields of a form body.
	 * @return the values of each field; none if the body is not a form
	 */
	Map<String, List<String>> formFields() {
		if (this.whole != null) {
			return this.whole.formFields();
		}
		if (this.form == null) {
			this.form = FormFields.of(this.request.headers().first("Content-Type"), this.request.body());
		}
		return this.form;
	}

	/**
	 * The hash of the document, or of the body where there is none or more in it.
	 * @return SHA-256 in lower-case hexadecimal digits
	 */
	public String bodyHash() {
		byte[] document = this.documents.isAllOfBody() ? document() : null;
		return HexFormat.of().formatHex(Digests.sha256((document != null) ? document : this.request.body()));
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

}
