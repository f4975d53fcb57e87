package dev.webhooks.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;

/**
 * Finds the JSON document in a request: the body, a field of a form, or what the body is
 * read as. Immutable.
 */
public final class DocumentReader {

	/**
	 * Takes the body for JSON or not as its content type says.
	 */
	public static final DocumentReader AUTO = new DocumentReader(BodyFormat.AUTO, List.of());

	private static final String BASE64 = "base64:";

	private static final byte[] NOTHING = {};

	private static final Set<BodyFormat> DOCUMENTS = Set.of(BodyFormat.JSON, BodyFormat.XML, BodyFormat.MULTIPART);

	private final BodyFormat format;

	private final List<Locator> fields;

	private final boolean base64;

	private final XmlNamespaces namespaces;

	private final @Nullable Boolean bodyRequired;

	/**
	 * Creates a reader.
	 * @param format what the body holds
	 * @param payload locators of the document in a form, the first that is there counts;
	 * {@code base64:} before a locator says that the document is so encoded
	 * @throws InvalidSettingException if a locator cannot be understood
	 */
	public DocumentReader(BodyFormat format, List<String> payload) {
		this.format = format;
		this.base64 = payload.stream().anyMatch((text) -> text.startsWith(BASE64));
		this.fields = payload.stream().map(DocumentReader::field).toList();
		this.namespaces = XmlNamespaces.ANY;
		this.bodyRequired = null;
	}

	private DocumentReader(DocumentReader reader, XmlNamespaces namespaces, @Nullable Boolean bodyRequired) {
		this.format = reader.format;
		this.base64 = reader.base64;
		this.fields = reader.fields;
		this.namespaces = namespaces;
		this.bodyRequired = bodyRequired;
	}

	/**
	 * Copies this reader with the namespaces that the provider's XML is in.
	 * @param namespaces places in the document with their namespaces, such as
	 * {@code /Envelope=http://schemas.xmlsoap.org/soap/envelope/}; empty for any
	 * @return the new reader
	 * @throws InvalidSettingException if one of them cannot be understood
	 */
	public DocumentReader inNamespaces(List<String> namespaces) {
		return new DocumentReader(this, XmlNamespaces.of(namespaces), this.bodyRequired);
	}

	/**
	 * Copies this reader for a provider of which it is known whether it sends empty
	 * bodies.
	 * @param required whether an empty body is malformed, or {@code null} if it depends
	 * on what is in the head of the request
	 * @return the new reader
	 */
	public DocumentReader requiringBody(@Nullable Boolean required) {
		return new DocumentReader(this, this.namespaces, required);
	}

	private static Locator field(String text) {
		Locator locator = Locator.parse(text.startsWith(BASE64) ? text.substring(BASE64.length()) : text);
		if (locator == null) {
			throw new InvalidSettingException("event.payload", text, "It is not a locator such as form:payload.");
		}
		return locator;
	}

	/**
	 * Finds the document.
	 * @param request the request
	 * @return the document as JSON, or {@code null} if there is none, as in an empty body
	 * @throws WebhookRejectedException if the request is malformed
	 */
	public byte @Nullable [] read(WebhookRequest request) {
		return read(RequestParser.of(this, List.of()).parse(request));
	}

	byte @Nullable [] read(ParsedRequest parsed) {
		WebhookRequest request = parsed.request();
		BodyFormat actual = this.format.of(request);
		if (actual == BodyFormat.QUERY) {
			String query = request.head().query();
			return (query != null) ? FormFields.toJson(FormFields.parse(query)) : null;
		}
		boolean noLines = actual == BodyFormat.JSON_LINES && isPosted(request);
		if (request.body().length == 0 && !noLines) {
			return null;
		}
		return switch (actual) {
			case JSON -> request.body();
			case JSON_LINES -> linesToArray(request.body());
			case XML -> XmlDocument.toJson(request.body(), this.namespaces);
			case FORM -> fromForm(new RequestValues(parsed));
			case MULTIPART -> fromParts(parsed);
			default -> null;
		};
	}

	/**
	 * The fields of a form that may hold the document.
	 * @return the names; none where the form itself is the document
	 */
	@Internal
	public List<String> formFields() {
		return this.fields.stream().filter((field) -> field.kind().equals("form")).map(Locator::argument).toList();
	}

	/**
	 * Tells whether fields of a form hold the document in Base64.
	 * @return whether it is so encoded
	 */
	@Internal
	public boolean isBase64() {
		return this.base64;
	}

	/**
	 * Tells whether another reader finds the same documents.
	 */
	boolean findsAs(DocumentReader other) {
		return this == other || (this.format == other.format && this.base64 == other.base64
				&& this.fields.toString().equals(other.fields.toString())
				&& this.namespaces.entries().equals(other.namespaces.entries()));
	}

	/**
	 * Tells whether a document is all that a body holds: files are not in it.
	 */
	boolean isAllOfBody() {
		return this.format != BodyFormat.MULTIPART;
	}

	/**
	 * Tells whether a document may be other than the body it is found in.
	 * @param contentTypes the content types of the requests; none for any
	 * @return whether there is a document beside the body
	 */
	public boolean isBesideBody(List<String> contentTypes) {
		return switch (this.format) {
			case JSON, OTHER -> false;
			case FORM -> !this.fields.isEmpty();
			case JSON_LINES, XML, QUERY, MULTIPART -> true;
			case AUTO -> contentTypes.isEmpty() || contentTypes.stream().anyMatch(this::isBesideBody);
		};
	}

	private boolean isBesideBody(String contentType) {
		if (FormFields.isForm(contentType, NOTHING)) {
			return !this.fields.isEmpty();
		}
		BodyFormat named = BodyFormat.named(contentType);
		return contentType.contains("*") || named == BodyFormat.JSON_LINES || named == BodyFormat.XML;
	}

	/**
	 * Tells whether a request lacks the document that it should have.
	 * @param request the request
	 * @param named whether the head of the request says by itself what happened
	 * @return whether the body is empty and must not be
	 */
	public boolean isMissing(WebhookRequest request, boolean named) {
		if (request.body().length != 0) {
			return false;
		}
		if (this.bodyRequired != null) {
			return this.bodyRequired;
		}
		return !named && isPosted(request) && DOCUMENTS.contains(this.format.of(request));
	}

	private static boolean isPosted(WebhookRequest request) {
		return request.head().method().equals("POST") && request.headers().first("Content-Type") != null;
	}

	private byte @Nullable [] fromForm(RequestValues values) {
		for (Locator field : this.fields) {
			String text = field.resolve(values);
			if (text != null && !text.isEmpty()) {
				return decode(text);
			}
		}
		return null;
	}

	private byte @Nullable [] fromParts(ParsedRequest parsed) {
		WebhookRequest request = parsed.request();
		String contentType = request.headers().first("Content-Type");
		if (!MultipartForm.isMultipart(contentType) && !FormFields.isForm(contentType, request.body())) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, "The body is no form");
		}
		return this.fields.isEmpty() ? FormFields.toJson(parsed.formFields()) : fromForm(new RequestValues(parsed));
	}

	private byte[] decode(String text) {
		byte[] document = text.getBytes(StandardCharsets.UTF_8);
		if (!this.base64) {
			return document;
		}
		try {
			return decoded(Base64.getMimeDecoder().decode(document));
		}
		catch (IllegalArgumentException ex) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, "The document is not Base64");
		}
	}

	/**
	 * Reads a document that was decoded.
	 * @param decoded the document, JSON or XML
	 * @return the document as JSON
	 * @throws WebhookRejectedException if it is malformed XML
	 */
	@Internal
	public byte[] decoded(byte[] decoded) {
		boolean xml = decoded.length > 0 && decoded[0] == '<';
		return xml ? XmlDocument.toJson(decoded, this.namespaces) : decoded;
	}

	private static byte[] linesToArray(byte[] body) {
		String text = new String(body, StandardCharsets.ISO_8859_1).strip();
		if (text.startsWith("[")) {
			return body;
		}
		ByteArrayOutputStream array = new ByteArrayOutputStream(body.length + 2);
		array.write('[');
		String items = String.join(",", text.lines().filter((line) -> !line.isBlank()).toList());
		array.writeBytes(items.getBytes(StandardCharsets.ISO_8859_1));
		array.write(']');
		return array.toByteArray();
	}

}
