package dev.webhooks.sender.filter;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.InvalidSettingException;

/**
 * A condition that a message has to meet to be sent to an endpoint. It is written as JSON
 * or as what stands for it in YAML: {@code {on: /amount, gte: 100}}, where {@code on} is
 * {@code type}, {@code tenant} or a JSON pointer into the data of the message, and what
 * follows one or more of {@code equals}, {@code not}, {@code in}, {@code exists},
 * {@code prefix}, {@code gt}, {@code gte}, {@code lt} and {@code lte}, which must all be
 * true; or {@code all}, {@code any} or {@code none} with a list of conditions. Where the
 * data has no such value, only {@code not} and {@code exists: false} are true. Immutable
 * and safe for use by several threads.
 */
public final class EndpointFilter {

	/**
	 * How many characters a filter may have as JSON.
	 */
	public static final int MAX_LENGTH = 8192;

	private static final String KEY = "filter";

	private static final String FIX = "Shorten it, or write it as one JSON object.";

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(2 * FilterReader.MAX_DEPTH + 4).build())
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final String json;

	private final Condition condition;

	private EndpointFilter(String json, Condition condition) {
		this.json = json;
		this.condition = condition;
	}

	/**
	 * Prepares a filter.
	 * @param json the condition as a JSON object
	 * @return the filter
	 * @throws InvalidSettingException if it is none, or too large; its key is relative to
	 * the endpoint
	 */
	public static EndpointFilter parse(String json) {
		if (json.length() > MAX_LENGTH) {
			throw InvalidSettingException.of(KEY, "It has more than " + MAX_LENGTH + " characters.", FIX);
		}
		return of(read(json));
	}

	/**
	 * Prepares a filter.
	 * @param condition the condition as maps, lists, texts, numbers and truth values
	 * @return the filter
	 * @throws InvalidSettingException if it is none, or too large; its key is relative to
	 * the endpoint
	 */
	public static EndpointFilter of(Map<String, ?> condition) {
		return parse(write(condition));
	}

	private static EndpointFilter of(JsonNode written) {
		return new EndpointFilter(written.toString(), new FilterReader().read(KEY, written, 0));
	}

	private static JsonNode read(String json) {
		try {
			return MAPPER.readTree(json);
		}
		catch (JacksonException ex) {
			throw InvalidSettingException.of(KEY, "It is not JSON, or it is nested too deep.", FIX);
		}
	}

	private static String write(Map<String, ?> condition) {
		try {
			return MAPPER.writeValueAsString(condition);
		}
		catch (JacksonException ex) {
			throw InvalidSettingException.of(KEY, "It is no condition.", FIX);
		}
	}

	/**
	 * Tells whether a message meets the condition.
	 * @param message the message
	 * @return whether it does
	 */
	public boolean matches(FilterSubject message) {
		return this.condition.matches(message);
	}

	/**
	 * The condition as JSON.
	 * @return the text that {@link #parse} takes
	 */
	public String json() {
		return this.json;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EndpointFilter that && this.json.equals(that.json);
	}

	@Override
	public int hashCode() {
		return this.json.hashCode();
	}

	/**
	 * Shows the condition as JSON.
	 */
	@Override
	public String toString() {
		return this.json;
	}

}
