package dev.webhooks.signature.certificate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.webhooks.signature.KeyedScheme;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of Amazon SNS. What is signed of it has to be there once, and as text: a
 * listener must not read something else there than what was verified. Immutable.
 *
 * @param fields the JSON object
 * @see <a href=
 * "https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html">Amazon
 * SNS, Verifying the signatures of messages</a>
 */
record SnsMessage(JsonNode fields) {

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.build();

	private static final String SUBJECT = "Subject";

	private static final List<String> NOTIFICATION = List.of("Message", "MessageId", SUBJECT, "Timestamp", "TopicArn",
			"Type");

	private static final List<String> CONFIRMATION = List.of("Message", "MessageId", "SubscribeURL", "Timestamp",
			"Token", "TopicArn", "Type");

	/** In the order in which they are signed, which is that of the alphabet. */
	private static final Map<String, List<String>> SIGNED = Map.of("Notification", NOTIFICATION,
			"SubscriptionConfirmation", CONFIRMATION, "UnsubscribeConfirmation", CONFIRMATION);

	static SnsMessage parse(byte[] body) {
		try {
			JsonNode fields = MAPPER.readTree(body);
			if (fields.isObject()) {
				return new SnsMessage(fields);
			}
		}
		catch (JacksonException ex) {
			throw KeyedScheme.malformed("The message is not well-formed JSON");
		}
		throw KeyedScheme.malformed("The message is not a JSON object");
	}

	String text(String name) {
		String text = optional(name);
		if (text == null) {
			throw KeyedScheme.missing(name + " is missing");
		}
		return text;
	}

	private @Nullable String optional(String name) {
		JsonNode value = this.fields.get(name);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			throw KeyedScheme.malformed(name + " is not text");
		}
		return value.stringValue();
	}

	/**
	 * The signed content: names and values, each on a line.
	 */
	byte[] content() {
		List<String> names = SIGNED.get(text("Type"));
		if (names == null) {
			throw KeyedScheme.malformed("The type of message is unknown");
		}
		StringBuilder content = new StringBuilder();
		for (String name : names) {
			String value = name.equals(SUBJECT) ? optional(name) : text(name);
			if (value != null) {
				content.append(name).append('\n').append(value).append('\n');
			}
		}
		return content.toString().getBytes(StandardCharsets.UTF_8);
	}

}
