package dev.webhooks.request;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * A prepared set of JSON pointers whose values are read in one pass over the bytes,
 * without a tree. As in a tree, the last of several properties with one name counts.
 * Immutable and safe for use by several threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
@Internal
public final class JsonFields {

	private static final JsonFactory FACTORY = new JsonFactory();

	/**
	 * No field at all: reading only checks that the document is well-formed.
	 */
	public static final JsonFields NONE = new JsonFields(List.of(), FACTORY);

	private final Map<String, Integer> slots = new LinkedHashMap<>();

	private final Node root = new Node();

	private final JsonFactory factory;

	private JsonFields(Collection<String> pointers, JsonFactory factory) {
		this.factory = factory;
		for (String pointer : pointers) {
			int slot = this.slots.computeIfAbsent(pointer, (key) -> this.slots.size());
			this.root.descend(JsonPointer.compile(pointer)).slot = slot;
		}
	}

	/**
	 * Prepares a set of pointers.
	 * @param pointers the JSON pointers
	 * @return the prepared set
	 * @throws IllegalArgumentException if one of them is not a JSON pointer
	 */
	public static JsonFields of(Collection<String> pointers) {
		return pointers.isEmpty() ? NONE : new JsonFields(pointers, FACTORY);
	}

	static boolean isPointer(String text) {
		return text.isEmpty() || text.startsWith("/");
	}

	/**
	 * The fields that are prepared.
	 * @return the JSON pointers
	 */
	Set<String> pointers() {
		return this.slots.keySet();
	}

	/**
	 * Copies these fields with a limit to how deep a document may be.
	 */
	JsonFields notDeeperThan(int depth) {
		JsonFactory shallow = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth).build())
			.build();
		return new JsonFields(pointers(), shallow);
	}

	Node root() {
		return this.root;
	}

	Values newValues() {
		return new Values(this.slots);
	}

	/**
	 * Reads the values of a document.
	 * @param document the bytes of one JSON value
	 * @return the values found
	 * @throws WebhookRejectedException if the document is not one well-formed JSON value
	 */
	public Values read(byte[] document) {
		return read(document, (parser, values) -> values.read(parser, this.root));
	}

	/**
	 * Reads a document in the way of another.
	 * @param reading reads one value, of which the parser stands at the first token
	 */
	Values read(byte[] document, BiConsumer<JsonParser, Values> reading) {
		Values values = newValues();
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), document)) {
			if (parser.nextToken() == null) {
				throw malformed("The body is empty");
			}
			reading.accept(parser, values);
			if (parser.nextToken() != null) {
				throw malformed("Something follows the JSON value in the body");
			}
			if (hasForbiddenUtf8(document)) {
				throw malformed("The body is not UTF-8");
			}
		}
		catch (JacksonException ex) {
			throw malformed("The body is not well-formed JSON");
		}
		return values;
	}

	/**
	 * Finds what the parser lets pass: characters that are longer than they need to be,
	 * halves of surrogate pairs, and what is beyond Unicode.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section
	 * 4</a>
	 */
	private static boolean hasForbiddenUtf8(byte[] document) {
		for (int i = 0; i < document.length - 1; i++) {
			if (document[i] < (byte) 0xC0 || document[i] >= 0) {
				continue;
			}
			int next = document[i + 1] & 0xFF;
			boolean forbidden = switch (document[i] & 0xFF) {
				case 0xE0 -> next < 0xA0;
				case 0xED -> next > 0x9F;
				case 0xF0 -> next < 0x90;
				case 0xF4 -> next > 0x8F;
				default -> (document[i] & 0xFF) < 0xC2 || (document[i] & 0xFF) > 0xF4;
			};
			if (forbidden) {
				return true;
			}
		}
		return false;
	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

	/**
	 * The values that were found in one document.
	 */
	public static final class Values {

		private final Map<String, Integer> slots;

		private final @Nullable String[] found;

		private Values(Map<String, Integer> slots) {
			this.slots = slots;
			this.found = new @Nullable String[slots.size()];
		}

		/**
		 * Reads a value, or passes over it if nothing is wanted of it.
		 */
		void read(JsonParser parser, @Nullable Node node) {
			if (node != null) {
				node.read(parser, this.found);
			}
			else {
				parser.skipChildren();
			}
		}

		/**
		 * Finds what is wanted below a node, and forgets what was found there before.
		 */
		@Nullable Node enter(@Nullable Node node, String name) {
			Node child = (node != null) ? node.children.get(name) : null;
			if (child != null) {
				child.forget(this.found);
			}
			return child;
		}

		/**
		 * The value at a pointer.
		 * @param pointer one of the prepared pointers
		 * @return the text of a string, number or boolean; {@code null} if there is none
		 */
		public @Nullable String get(String pointer) {
			Integer slot = this.slots.get(pointer);
			return (slot != null) ? this.found[slot] : null;
		}

	}

	/**
	 * A place in the document at or below which a value is wanted.
	 */
	static final class Node {

		private static final int NO_SLOT = -1;

		private final Map<String, Node> children = new HashMap<>();

		private int slot = NO_SLOT;

		Node descend(JsonPointer pointer) {
			if (pointer.matches()) {
				return this;
			}
			return this.children.computeIfAbsent(pointer.getMatchingProperty(), (name) -> new Node())
				.descend(pointer.tail());
		}

		void read(JsonParser parser, @Nullable String[] found) {
			JsonToken token = parser.currentToken();
			if (token == JsonToken.START_OBJECT) {
				while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
					readChild(this.children.get(parser.currentName()), parser, found);
				}
			}
			else if (token == JsonToken.START_ARRAY) {
				for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
					readElement(this.children.get(Integer.toString(index)), parser, found);
				}
			}
			else if (this.slot != NO_SLOT && token != JsonToken.VALUE_NULL) {
				found[this.slot] = parser.getString();
			}
		}

		private static void readChild(@Nullable Node child, JsonParser parser, @Nullable String[] found) {
			parser.nextToken();
			readElement(child, parser, found);
		}

		private static void readElement(@Nullable Node child, JsonParser parser, @Nullable String[] found) {
			if (child == null) {
				parser.skipChildren();
			}
			else {
				child.forget(found);
				child.read(parser, found);
			}
		}

		private void forget(@Nullable String[] found) {
			if (this.slot != NO_SLOT) {
				found[this.slot] = null;
			}
			this.children.values().forEach((child) -> child.forget(found));
		}

	}

}
