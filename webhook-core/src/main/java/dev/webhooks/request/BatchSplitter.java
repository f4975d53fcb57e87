package dev.webhooks.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts a JSON array into the exact bytes of its items. Immutable.
 */
public final class BatchSplitter {

	private static final int MAX_ITEMS = 10_000;

	private static final JsonFactory FACTORY = new JsonFactory();

	private final JsonPointer array;

	/**
	 * Creates a splitter.
	 * @param pointer JSON pointer to the array
	 */
	public BatchSplitter(String pointer) {
		this.array = JsonPointer.compile(pointer);
	}

	/**
	 * Cuts the array. As everywhere, the last of several properties with one name counts.
	 * @param document a JSON document that is known to be well-formed
	 * @return the items; an object in place of the array is its only item, and where
	 * there is neither, the document itself is
	 * @throws WebhookRejectedException if there are too many items
	 */
	public List<byte[]> split(byte[] document) {
		List<byte[]> items = new ArrayList<>();
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
			parser.nextToken();
			return walk(parser, this.array, document, items) ? items : List.of(document);
		}
		catch (JacksonException ex) {
			throw malformed("The body is not well-formed JSON");
		}
	}

	private static boolean walk(JsonParser parser, JsonPointer rest, byte[] document, List<byte[]> items) {
		if (parser.currentToken() == JsonToken.START_ARRAY && rest.matches()) {
			collect(parser, document, items);
			return true;
		}
		if (parser.currentToken() == JsonToken.START_OBJECT && rest.matches()) {
			items.clear();
			items.add(item(parser, document));
			return true;
		}
		if (parser.currentToken() == JsonToken.START_ARRAY) {
			return walkElements(parser, rest, document, items);
		}
		if (parser.currentToken() != JsonToken.START_OBJECT) {
			return false;
		}
		boolean found = false;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean onTheWay = rest.getMatchingProperty().equals(parser.currentName());
			parser.nextToken();
			if (onTheWay) {
				found = walk(parser, rest.tail(), document, items);
			}
			else {
				parser.skipChildren();
			}
		}
		return found;
	}

	private static boolean walkElements(JsonParser parser, JsonPointer rest, byte[] document, List<byte[]> items) {
		boolean found = false;
		for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
			if (index == rest.getMatchingIndex()) {
				found = walk(parser, rest.tail(), document, items);
			}
			else {
				parser.skipChildren();
			}
		}
		return found;
	}

	private static void collect(JsonParser parser, byte[] document, List<byte[]> items) {
		items.clear();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (items.size() == MAX_ITEMS) {
				throw malformed("The batch has more than " + MAX_ITEMS + " items");
			}
			items.add(item(parser, document));
		}
	}

	private static byte[] item(JsonParser parser, byte[] document) {
		int start = (int) parser.currentTokenLocation().getByteOffset();
		parser.skipChildren();
		parser.getString();
		int end = (int) parser.currentLocation().getByteOffset();
		if (start < 0 || end <= start) {
			throw malformed("The body is not UTF-8");
		}
		return Arrays.copyOfRange(document, start, end);
	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

}
