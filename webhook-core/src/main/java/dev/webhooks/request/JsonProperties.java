package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * The properties of one object in a JSON document, as texts: numbers as they are written,
 * {@code null} as nothing, objects and arrays as they came.
 */
final class JsonProperties {

	private static final JsonFactory FACTORY = new JsonFactory();

	private static final int MAX_PROPERTIES = 1000;

	private final byte[] document;

	private final JsonParser parser;

	private final Map<String, List<String>> found = new LinkedHashMap<>();

	private JsonProperties(byte[] document, JsonParser parser) {
		this.document = document;
		this.parser = parser;
	}

	/**
	 * Reads the properties.
	 * @param document the document, or {@code null} if there is none
	 * @param pointer where the object is
	 * @return the properties; none if there is no such object
	 * @throws WebhookRejectedException if the document is not well-formed, or has a name
	 * twice that is asked for
	 */
	static Map<String, List<String>> read(byte @Nullable [] document, JsonPointer pointer) {
		if (document == null) {
			return Map.of();
		}
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
			parser.nextToken();
			JsonProperties properties = new JsonProperties(document, parser);
			properties.walk(pointer);
			return properties.found;
		}
		catch (JacksonException ex) {
			throw malformed("The body is not well-formed JSON");
		}
	}

	/**
	 * Reads the value where the parser stands, to its end: what follows may have the same
	 * name, and others would take that for what is meant.
	 */
	private void walk(JsonPointer rest) {
		if (this.parser.currentToken() != JsonToken.START_OBJECT) {
			this.parser.skipChildren();
			return;
		}
		boolean entered = false;
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			this.parser.nextToken();
			if (rest.matches()) {
				add(name);
			}
			else if (!name.equals(rest.getMatchingProperty())) {
				this.parser.skipChildren();
			}
			else if (entered) {
				throw twice();
			}
			else {
				entered = true;
				walk(rest.tail());
			}
		}
	}

	private void add(String name) {
		if (this.found.put(name, List.of(text())) != null) {
			throw twice();
		}
		if (this.found.size() > MAX_PROPERTIES) {
			throw malformed("There are more than " + MAX_PROPERTIES + " properties to be signed");
		}
	}

	private String text() {
		JsonToken token = this.parser.currentToken();
		if (token == JsonToken.VALUE_NULL) {
			return "";
		}
		if (token.isScalarValue()) {
			return this.parser.getString();
		}
		int start = (int) this.parser.currentTokenLocation().getByteOffset();
		if (start < 0) {
			throw malformed("The body is not UTF-8");
		}
		this.parser.skipChildren();
		int end = (int) this.parser.currentLocation().getByteOffset();
		return new String(this.document, start, end - start, StandardCharsets.UTF_8);
	}

	private static WebhookRejectedException twice() {
		return malformed("A property that is signed came more than once");
	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

}
