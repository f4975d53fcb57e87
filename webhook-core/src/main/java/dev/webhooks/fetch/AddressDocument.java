package dev.webhooks.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the addresses are in a document that a provider publishes: at a JSON pointer, of
 * which a part may be {@code *} for all elements of an array or all values of an object,
 * or on lines of their own. Immutable.
 */
final class AddressDocument {

	static final int MAX_ADDRESSES = 50_000;

	private static final String WILDCARD = "*";

	private static final String COMMENT = "#";

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final JsonPointer pointer;

	private final boolean several;

	/**
	 * Creates a place.
	 * @param pointer the JSON pointer, empty for the whole document
	 * @throws IllegalArgumentException if it is none
	 */
	AddressDocument(String pointer) {
		this.pointer = JsonPointer.compile(pointer);
		this.several = Arrays.asList(pointer.split("/")).contains(WILDCARD);
	}

	/**
	 * Reads the addresses.
	 * @param document the document
	 * @return the texts, at least one
	 * @throws IOException if there are none or too many, or something else than texts
	 */
	List<String> read(byte[] document) throws IOException {
		String text = new String(document, StandardCharsets.UTF_8);
		text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
		List<String> addresses = isJson(text) ? at(json(text)) : lines(text);
		if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
			throw new IOException(
					"There is no array of 1 to %s addresses at '%s'".formatted(MAX_ADDRESSES, this.pointer));
		}
		return addresses;
	}

	private boolean isJson(String text) {
		String start = text.stripLeading();
		return !this.pointer.matches() || start.isEmpty() || start.startsWith("[") || start.startsWith("{");
	}

	private static List<String> lines(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty() && !line.startsWith(COMMENT)).toList();
	}

	private static JsonNode json(String text) throws IOException {
		try {
			return MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			throw new IOException("The document is not well-formed JSON");
		}
	}

	private List<String> at(JsonNode document) throws IOException {
		List<String> addresses = new ArrayList<>();
		for (JsonNode found : find(document, this.pointer, new ArrayList<>())) {
			if (found.isArray()) {
				for (JsonNode item : found) {
					addresses.add(textOf(item));
				}
			}
			else if (this.several) {
				addresses.add(textOf(found));
			}
		}
		return addresses;
	}

	/**
	 * Finds what is at a pointer. What lacks a property on the way, as other entries of a
	 * list may, has nothing there.
	 */
	private static List<JsonNode> find(JsonNode node, JsonPointer rest, List<JsonNode> found) {
		if (rest.matches()) {
			found.add(node);
		}
		else if (rest.getMatchingProperty().equals(WILDCARD)) {
			node.values().forEach((child) -> find(child, rest.tail(), found));
		}
		else {
			JsonNode child = node.isArray() ? node.get(rest.getMatchingIndex()) : node.get(rest.getMatchingProperty());
			if (child != null) {
				find(child, rest.tail(), found);
			}
		}
		return found;
	}

	private static String textOf(JsonNode item) throws IOException {
		if (!item.isString()) {
			throw new IOException("Something in the list is not a string");
		}
		return item.stringValue();
	}

}
