package dev.webhooks.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Character sets that the fields of one form are in. What a part says of itself counts
 * before what a field {@code charsets} says of it, in a JSON object as SendGrid sends it,
 * and that before what a field {@code _charset_} says of all of them. One that is not
 * known is none, and without any it is UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578#section-4.6">RFC 7578, Default
 * Charset</a>
 */
final class FieldCharsets {

	private static final String OF_ALL = "_charset_";

	private static final String OF_EACH = "charsets";

	/** Enough for a name of each field; a stranger may send more, which is not read. */
	private static final int MAX_LENGTH = 16 * 1024;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Map<String, String> names = new HashMap<>();

	private Charset usual = StandardCharsets.UTF_8;

	/**
	 * Finds the character sets.
	 * @param fields the fields, not yet decoded
	 */
	FieldCharsets(List<FormPart> fields) {
		for (FormPart field : fields) {
			if (field.name().equals(OF_ALL)) {
				this.usual = known(new String(field.content(), StandardCharsets.US_ASCII), this.usual);
			}
			else if (field.name().equals(OF_EACH) && field.content().length <= MAX_LENGTH) {
				readNames(field.content());
			}
		}
	}

	private void readNames(byte[] json) {
		try {
			for (Map.Entry<String, JsonNode> name : MAPPER.readTree(json).properties()) {
				this.names.put(name.getKey(), name.getValue().asString(""));
			}
		}
		catch (JacksonException ex) {
			// It is another field by that name, which says nothing of the others
		}
	}

	String decode(FormPart field) {
		Charset named = known(this.names.get(field.name()), this.usual);
		return new String(field.content(), known(field.head().charset(), named));
	}

	private static Charset known(@Nullable String name, Charset otherwise) {
		try {
			return (name != null) ? Charset.forName(name.trim()) : otherwise;
		}
		catch (IllegalArgumentException ex) {
			return otherwise;
		}
	}

}
