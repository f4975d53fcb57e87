package dev.webhooks.signature.diagnosis;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON document with its numbers as they are written and its names in their order, so
 * that it can be written anew as others would. Immutable.
 */
sealed interface JsonText {

	/** No other document is written by recursion. */
	int MAX_DEPTH = 100;

	/**
	 * Reads a document.
	 * @return the document, or {@code null} if it is not well-formed or too deep
	 */
	static @Nullable JsonText parse(byte[] document) {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.build();
		try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
			if (parser.nextToken() == null) {
				return null;
			}
			JsonText json = read(parser);
			return (parser.nextToken() == null) ? json : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static JsonText read(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> readFields(parser);
			case START_ARRAY -> readItems(parser);
			case VALUE_STRING -> new Text(parser.getString());
			default -> new Literal(parser.getString());
		};
	}

	private static JsonText readFields(JsonParser parser) {
		List<Field> fields = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			parser.nextToken();
			fields.add(new Field(name, read(parser)));
		}
		return new Fields(fields);
	}

	private static JsonText readItems(JsonParser parser) {
		List<JsonText> items = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			items.add(read(parser));
		}
		return new Items(items);
	}

	/**
	 * A number, {@code true}, {@code false} or {@code null}.
	 *
	 * @param text the value as it is written
	 */
	record Literal(String text) implements JsonText {

	}

	/**
	 * A string.
	 *
	 * @param value what it says
	 */
	record Text(String value) implements JsonText {

	}

	/**
	 * An array.
	 *
	 * @param items the items
	 */
	record Items(List<JsonText> items) implements JsonText {

	}

	/**
	 * An object.
	 *
	 * @param fields the fields in the order in which they came
	 */
	record Fields(List<Field> fields) implements JsonText {

	}

	/**
	 * A field of an object.
	 *
	 * @param name its name
	 * @param value its value
	 */
	record Field(String name, JsonText value) {

	}

}
