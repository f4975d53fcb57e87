package dev.webhooks.sender.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.InvalidSettingException;

/**
 * Ways to compare the value of a field, each with its name in lower case. Where there is
 * no value all are false, but for {@link #NOT} and {@link #EXISTS}.
 */
enum FilterOperator {

	/** The same text, number, truth value or null; 1 and 1.0 are one number. */
	EQUALS {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			JsonNode wanted = scalar(key, operand);
			return (value) -> value != null && areEqual(value, wanted);
		}

	},

	/** Anything else, also nothing. */
	NOT {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			JsonNode unwanted = scalar(key, operand);
			return (value) -> value == null || !areEqual(value, unwanted);
		}

	},

	/** One of several values. */
	IN {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			if (!operand.isArray() || operand.isEmpty() || operand.size() > MAX_VALUES) {
				throw unusable(key, "A list of 1 to " + MAX_VALUES + " values belongs there.");
			}
			List<JsonNode> wanted = operand.valueStream().map((each) -> scalar(key, each)).toList();
			return (value) -> value != null && wanted.stream().anyMatch((each) -> areEqual(value, each));
		}

	},

	/** Whether there is a value; null is one. */
	EXISTS {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			if (!operand.isBoolean()) {
				throw unusable(key, "It must be true or false.");
			}
			boolean wanted = operand.booleanValue();
			return (value) -> (value != null) == wanted;
		}

	},

	/** A text that begins with another. */
	PREFIX {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			if (!operand.isString() || operand.stringValue().isEmpty()) {
				throw unusable(key, "A text belongs there.");
			}
			String prefix = operand.stringValue();
			return (value) -> value != null && value.isString() && value.stringValue().startsWith(prefix);
		}

	},

	/** A greater number. */
	GT {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			return comparison(key, operand, (order) -> order > 0);
		}

	},

	/** A number that is at least as great. */
	GTE {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			return comparison(key, operand, (order) -> order >= 0);
		}

	},

	/** A smaller number. */
	LT {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			return comparison(key, operand, (order) -> order < 0);
		}

	},

	/** A number that is at most as great. */
	LTE {

		@Override
		Predicate<@Nullable JsonNode> test(String key, JsonNode operand) {
			return comparison(key, operand, (order) -> order <= 0);
		}

	};

	static final int MAX_VALUES = 100;

	/**
	 * Prepares the comparison with an operand.
	 * @param key where the operand stands
	 * @throws InvalidSettingException if the operand cannot be used
	 */
	abstract Predicate<@Nullable JsonNode> test(String key, JsonNode operand);

	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	static String texts() {
		return Stream.of(values()).map(FilterOperator::text).collect(Collectors.joining(", "));
	}

	static @Nullable FilterOperator named(String text) {
		return Stream.of(values()).filter((each) -> each.text().equals(text)).findFirst().orElse(null);
	}

	private static boolean areEqual(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			return one.decimalValue().compareTo(other.decimalValue()) == 0;
		}
		return one.equals(other);
	}

	private static Predicate<@Nullable JsonNode> comparison(String key, JsonNode operand, IntPredicate order) {
		if (!operand.isNumber()) {
			throw unusable(key, "A number belongs there.");
		}
		BigDecimal limit = operand.decimalValue();
		return (value) -> value != null && value.isNumber() && order.test(value.decimalValue().compareTo(limit));
	}

	private static JsonNode scalar(String key, JsonNode operand) {
		if (operand.isContainer()) {
			throw unusable(key, "A text, a number, true, false or null belongs there.");
		}
		return operand;
	}

	private static InvalidSettingException unusable(String key, String description) {
		return InvalidSettingException.of(key, description, "Correct the value.");
	}

}
