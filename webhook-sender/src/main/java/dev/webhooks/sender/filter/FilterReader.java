package dev.webhooks.sender.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.InvalidSettingException;

/**
 * Makes conditions of what is written, within limits to how many they are and how deep
 * they are nested. For one filter.
 */
final class FilterReader {

	static final int MAX_CONDITIONS = 50;

	static final int MAX_DEPTH = 5;

	private static final String FIELD = "on";

	private static final String FIX = "Write conditions such as {on: /amount, gte: 100}, or all, any or none with a "
			+ "list of them.";

	private int conditions;

	/**
	 * Reads a condition.
	 * @param key where it stands
	 * @throws InvalidSettingException if it cannot be used
	 */
	Condition read(String key, JsonNode written, int depth) {
		if (++this.conditions > MAX_CONDITIONS) {
			throw invalid(key, "There are more than " + MAX_CONDITIONS + " conditions.");
		}
		if (!written.isObject() || written.isEmpty()) {
			throw invalid(key, "It is no condition.");
		}
		return written.has(FIELD) ? comparison(key, written) : group(key, written, depth);
	}

	private Condition comparison(String key, JsonNode written) {
		JsonNode name = written.get(FIELD);
		if (!name.isString()) {
			throw invalid(key + "." + FIELD, "The name of a field belongs there.");
		}
		FilterField field = FilterField.of(key + "." + FIELD, name.stringValue());
		List<Predicate<@Nullable JsonNode>> tests = new ArrayList<>();
		for (Map.Entry<String, JsonNode> entry : written.properties()) {
			if (!entry.getKey().equals(FIELD)) {
				tests.add(test(key, entry));
			}
		}
		if (tests.isEmpty()) {
			throw invalid(key, "It does not say what the field must be. There are " + FilterOperator.texts() + ".");
		}
		return (message) -> {
			JsonNode value = field.of(message);
			return tests.stream().allMatch((test) -> test.test(value));
		};
	}

	private static Predicate<@Nullable JsonNode> test(String key, Map.Entry<String, JsonNode> entry) {
		FilterOperator operator = FilterOperator.named(entry.getKey());
		if (operator == null) {
			throw invalid(key, "It has an operator that does not exist. There are " + FilterOperator.texts() + ".");
		}
		return operator.test(key + "." + operator.text(), entry.getValue());
	}

	private Condition group(String key, JsonNode written, int depth) {
		Map.Entry<String, JsonNode> group = written.properties().iterator().next();
		if (written.size() != 1) {
			throw invalid(key, "A condition has a field in 'on', or it is one of all, any and none.");
		}
		return switch (group.getKey()) {
			case "all" -> Condition.all(list(key + ".all", group.getValue(), depth));
			case "any" -> Condition.any(list(key + ".any", group.getValue(), depth));
			case "none" -> Condition.none(list(key + ".none", group.getValue(), depth));
			default -> throw invalid(key, "A condition has a field in 'on', or it is one of all, any and none.");
		};
	}

	private List<Condition> list(String key, JsonNode written, int depth) {
		if (depth == MAX_DEPTH) {
			throw invalid(key, "Conditions are nested more than " + MAX_DEPTH + " deep.");
		}
		if (!written.isArray() || written.isEmpty()) {
			throw invalid(key, "A list of conditions belongs there.");
		}
		List<Condition> read = new ArrayList<>();
		for (JsonNode each : written) {
			read.add(read(key + "[" + read.size() + "]", each, depth + 1));
		}
		return List.copyOf(read);
	}

	private static InvalidSettingException invalid(String key, String description) {
		return InvalidSettingException.of(key, description, FIX);
	}

}
