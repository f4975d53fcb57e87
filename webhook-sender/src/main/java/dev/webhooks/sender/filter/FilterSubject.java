package dev.webhooks.sender.filter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A message as filters see it. Its data is read when the first filter asks for it, and
 * once for all of them. Not safe for use by several threads.
 */
public final class FilterSubject {

	/** Numbers are compared as they are written, and not as the nearest double. */
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final String type;

	private final @Nullable String tenant;

	private final byte[] data;

	private @Nullable JsonNode document;

	private FilterSubject(String type, @Nullable String tenant, byte[] data) {
		this.type = type;
		this.tenant = tenant;
		this.data = data;
	}

	/**
	 * Shows a message to filters.
	 * @param type the type of the message
	 * @param tenant the tenant whose message it is, or {@code null} if it is nobody's
	 * @param data the bytes that pointers lead into, which are not copied; where they are
	 * no JSON, all pointers lead nowhere
	 * @return the subject
	 */
	public static FilterSubject of(String type, @Nullable String tenant, byte[] data) {
		return new FilterSubject(type, tenant, data);
	}

	/**
	 * The type of the message.
	 * @return the type
	 */
	public String type() {
		return this.type;
	}

	/**
	 * The tenant whose message it is.
	 * @return the tenant, or {@code null} if it is nobody's
	 */
	public @Nullable String tenant() {
		return this.tenant;
	}

	/**
	 * The value at a place of the data.
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable JsonNode at(JsonPointer pointer) {
		if (this.document == null) {
			this.document = read(this.data);
		}
		JsonNode value = this.document.at(pointer);
		return value.isMissingNode() ? null : value;
	}

	private static JsonNode read(byte[] data) {
		try {
			JsonNode document = MAPPER.readTree(data);
			return (document != null) ? document : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	/**
	 * Shows the type and nothing of the data.
	 */
	@Override
	public String toString() {
		return this.type;
	}

}
