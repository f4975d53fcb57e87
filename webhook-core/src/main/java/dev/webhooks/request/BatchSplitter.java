package dev.webhooks.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Cuts a JSON array into the exact bytes of its items, and reads fields of the document
 * and of each item in the same pass. Immutable.
 */
@Internal
public final class BatchSplitter {

	private static final int MAX_ITEMS = 10_000;

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
	 * @param document the bytes of one JSON value
	 * @return the items; an object in place of the array is its only item, and where
	 * there is neither, the document itself is
	 * @throws WebhookRejectedException if the document is not well-formed, or there are
	 * too many items
	 */
	public List<byte[]> split(byte[] document) {
		return split(document, JsonFields.NONE).items().stream().map(Item::bytes).toList();
	}

	/**
	 * Cuts the array and reads fields, of the document as of each item.
	 */
	Batch split(byte[] document, JsonFields fields) {
		List<Item> items = new ArrayList<>();
		JsonFields.Values values = fields.read(document, (parser, found) -> {
			Cut cut = new Cut(parser, document, fields, found, items);
			if (!cut.walk(this.array, fields.root())) {
				items.clear();
				items.add(new Item(document, found));
			}
		});
		return new Batch(values, items);
	}

	boolean isLike(@Nullable BatchSplitter other) {
		return other != null && this.array.equals(other.array);
	}

	/**
	 * Result of one pass.
	 *
	 * @param values the fields of the document
	 * @param items the items
	 */
	record Batch(JsonFields.Values values, List<Item> items) {

	}

	/**
	 * An item of the array.
	 *
	 * @param bytes its exact bytes
	 * @param values its fields, or {@code null} if they are still to be read
	 */
	record Item(byte[] bytes, JsonFields.@Nullable Values values) {

	}

	/**
	 * One pass over a document.
	 *
	 * @param parser stands at the first token of a value
	 * @param document the document
	 * @param fields the fields that are wanted
	 * @param values receives the fields of the document
	 * @param items receives the items
	 */
	private record Cut(JsonParser parser, byte[] document, JsonFields fields, JsonFields.Values values,
			List<Item> items) {

		/**
		 * Reads a value on the way to the array.
		 * @param rest the way from here
		 * @param node the fields of the document that are here or below, or {@code null}
		 * if there are none
		 * @return whether it ended at an array, or at an object in its place
		 */
		boolean walk(JsonPointer rest, JsonFields.@Nullable Node node) {
			JsonToken token = this.parser.currentToken();
			if (rest.matches() && token == JsonToken.START_ARRAY) {
				collect(node);
				return true;
			}
			if (rest.matches() && token == JsonToken.START_OBJECT) {
				this.items.clear();
				this.items.add(item(node));
				return true;
			}
			if (token == JsonToken.START_ARRAY) {
				return walkElements(rest, node);
			}
			if (token == JsonToken.START_OBJECT) {
				return walkProperties(rest, node);
			}
			this.values.read(this.parser, node);
			return false;
		}

		private boolean walkProperties(JsonPointer rest, JsonFields.@Nullable Node node) {
			boolean found = false;
			while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = this.parser.currentName();
				this.parser.nextToken();
				found = step(rest.getMatchingProperty().equals(name), rest, this.values.enter(node, name), found);
			}
			return found;
		}

		private boolean walkElements(JsonPointer rest, JsonFields.@Nullable Node node) {
			boolean found = false;
			for (int index = 0; this.parser.nextToken() != JsonToken.END_ARRAY; index++) {
				JsonFields.Node child = this.values.enter(node, Integer.toString(index));
				found = step(index == rest.getMatchingIndex(), rest, child, found);
			}
			return found;
		}

		private boolean step(boolean onTheWay, JsonPointer rest, JsonFields.@Nullable Node child, boolean found) {
			if (onTheWay) {
				return walk(rest.tail(), child);
			}
			this.values.read(this.parser, child);
			return found;
		}

		private void collect(JsonFields.@Nullable Node node) {
			this.items.clear();
			for (int index = 0; this.parser.nextToken() != JsonToken.END_ARRAY; index++) {
				if (index == MAX_ITEMS) {
					throw malformed("The batch has more than " + MAX_ITEMS + " items");
				}
				this.items.add(item(this.values.enter(node, Integer.toString(index))));
			}
		}

		/**
		 * Reads an item. Where the document has fields in it too, those of the item are
		 * left for later.
		 */
		private Item item(JsonFields.@Nullable Node node) {
			int start = (int) this.parser.currentTokenLocation().getByteOffset();
			JsonFields.Values own = null;
			if (node == null) {
				own = this.fields.newValues();
				own.read(this.parser, this.fields.root());
			}
			else {
				this.values.read(this.parser, node);
			}
			this.parser.getString();
			int end = (int) this.parser.currentLocation().getByteOffset();
			if (start < 0 || end <= start) {
				throw malformed("The body is not UTF-8");
			}
			return new Item(Arrays.copyOfRange(this.document, start, end),
					(node == this.fields.root()) ? this.values : own);
		}

	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

}
