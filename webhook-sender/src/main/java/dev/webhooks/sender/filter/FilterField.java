package dev.webhooks.sender.filter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import dev.webhooks.InvalidSettingException;

/**
 * A field of a message that conditions look at.
 */
@FunctionalInterface
interface FilterField {

	/** Longer ones are not written by hand. */
	int MAX_LENGTH = 500;

	/**
	 * The value of the field.
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable JsonNode of(FilterSubject message);

	/**
	 * Reads the name of a field.
	 * @param key where it stands
	 * @param name {@code type}, {@code tenant} or a JSON pointer
	 */
	static FilterField of(String key, String name) {
		return switch (name) {
			case "type" -> (message) -> StringNode.valueOf(message.type());
			case "tenant" -> (message) -> StringNode.valueOf(message.tenant());
			default -> pointer(key, name);
		};
	}

	private static FilterField pointer(String key, String name) {
		if (!name.startsWith("/") || name.length() > MAX_LENGTH) {
			throw InvalidSettingException.of(key, "It names no field of a message.",
					"Write type, tenant, or a JSON pointer into the data, such as /customer/country.");
		}
		JsonPointer pointer = JsonPointer.compile(name);
		return (message) -> message.at(pointer);
	}

}
