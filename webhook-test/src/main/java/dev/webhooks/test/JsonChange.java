package dev.webhooks.test;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of a JSON document at a pointer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902#section-4.1">RFC 6902, whose "add"
 * is the one here</a>
 */
final class JsonChange {

	private static final String END = "-";

	private JsonChange() {
	}

	/**
	 * Sets a value in place of the one that is there, and makes the objects on the way.
	 */
	static void set(JsonNode root, String pointer, JsonNode value) {
		JsonPointer place = JsonPointer.compile(pointer);
		JsonNode parent = parent(root, place);
		String name = nameOf(place);
		if (parent instanceof ObjectNode object) {
			object.set(name, value);
		}
		else if (parent instanceof ArrayNode array && name.equals(END)) {
			array.add(value);
		}
		else {
			array(parent).set(index(parent, name, parent.size() - 1), value);
		}
	}

	/**
	 * Adds a property, or an item to an array before the one that is there.
	 */
	static void add(JsonNode root, String pointer, JsonNode value) {
		JsonPointer place = JsonPointer.compile(pointer);
		JsonNode parent = parent(root, place);
		String name = nameOf(place);
		if (parent instanceof ArrayNode array && !name.equals(END)) {
			array.insert(index(array, name, array.size()), value);
		}
		else {
			set(root, pointer, value);
		}
	}

	/**
	 * Removes a property or an item.
	 */
	static void remove(JsonNode root, String pointer) {
		JsonPointer place = JsonPointer.compile(pointer);
		if (root.at(place).isMissingNode()) {
			throw new IllegalArgumentException("there is nothing");
		}
		JsonNode parent = root.at(place.head());
		if (parent instanceof ObjectNode object) {
			object.remove(nameOf(place));
		}
		else {
			array(parent).remove(index(parent, nameOf(place), parent.size() - 1));
		}
	}

	private static JsonNode parent(JsonNode root, JsonPointer place) {
		JsonNode parent = root;
		for (JsonPointer rest = place; rest.tail() != null && !rest.tail().matches(); rest = rest.tail()) {
			String name = rest.getMatchingProperty();
			JsonNode child = (parent instanceof ArrayNode array) ? array.get(index(array, name, array.size() - 1))
					: parent.get(name);
			if ((child == null || child.isNull()) && parent instanceof ObjectNode object) {
				child = object.putObject(name);
			}
			if (child == null || !child.isContainer()) {
				throw new IllegalArgumentException("there is no object at '" + name + "'");
			}
			parent = child;
		}
		return parent;
	}

	private static String nameOf(JsonPointer place) {
		JsonPointer last = place.last();
		if (last == null) {
			throw new IllegalArgumentException("it is the whole document");
		}
		return last.getMatchingProperty();
	}

	private static ArrayNode array(JsonNode node) {
		if (node instanceof ArrayNode array) {
			return array;
		}
		throw new IllegalArgumentException("there is neither an object nor an array");
	}

	private static int index(JsonNode node, String name, int last) {
		int index = name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : -1;
		if (index < 0 || index > last) {
			throw new IllegalArgumentException("there is no item '" + name + "' of " + node.size());
		}
		return index;
	}

}
