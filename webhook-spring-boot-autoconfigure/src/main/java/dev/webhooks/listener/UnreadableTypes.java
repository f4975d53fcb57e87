package dev.webhooks.listener;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Knows types that look like beans, and would be read from JSON without a word and
 * without their values.
 */
final class UnreadableTypes {

	private static final Map<String, String> ADVICE = Map.of("com.google.protobuf.MessageLite",
			"take a String and read it with JsonFormat.parser()", "org.json.JSONObject",
			"take a String, or a JsonNode of Jackson", "org.json.JSONArray", "take a String, or a JsonNode of Jackson",
			"jakarta.json.JsonValue", "take a String, or a JsonNode of Jackson", "javax.json.JsonValue",
			"take a String, or a JsonNode of Jackson", "org.apache.avro.generic.IndexedRecord",
			"take a String and read it with a JsonDecoder");

	/**
	 * Models that only the client of their vendor reads, by the beginning of their names.
	 */
	private static final Map<String, String> MODELS = Map.of("com.slack.api.",
			"take a String and read it with GsonFactory.createSnakeCase()", "org.kohsuke.github.",
			"take a String and read it with GitHub.offline().parseEventPayload(…)");

	private UnreadableTypes() {
	}

	/**
	 * Says what is wrong with a type.
	 * @return the reason, or {@code null} if none is known
	 */
	static @Nullable String problemOf(Class<?> type) {
		String advice = adviceFor(type);
		return (advice != null) ? "'%s' cannot be read faithfully: %s, or define a WebhookPayloadConverter bean"
			.formatted(type.getName(), advice) : null;
	}

	private static @Nullable String ofModel(Class<?> type) {
		return MODELS.entrySet()
			.stream()
			.filter((model) -> type.getName().startsWith(model.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String adviceFor(@Nullable Class<?> type) {
		if (type == null) {
			return null;
		}
		String advice = ADVICE.getOrDefault(type.getName(), ofModel(type));
		if (advice == null) {
			advice = adviceFor(type.getSuperclass());
		}
		for (Class<?> implemented : type.getInterfaces()) {
			advice = (advice != null) ? advice : adviceFor(implemented);
		}
		return advice;
	}

}
