package dev.webhooks.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.FormFields;
import dev.webhooks.request.Locator;

/**
 * Body of a request that is being written: JSON, or a form whose fields, or one of them,
 * are the document. Of other bodies nothing can be changed.
 */
final class DraftDocument {

	/** Numbers stay as they are written. */
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private final byte[] body;

	private final boolean form;

	private final Map<String, List<String>> fields;

	/** The field of a form that holds the document. */
	private final @Nullable String holder;

	private @Nullable JsonNode root;

	private boolean changed;

	DraftDocument(DocumentReader documents, WebhookRequest request) {
		this.body = request.body();
		this.form = FormFields.isForm(request);
		this.fields = this.form ? new LinkedHashMap<>(FormFields.parse(this.body)) : Map.of();
		this.holder = documents.plainFields()
			.stream()
			.filter((field) -> field.kind().equals("form"))
			.map(Locator::argument)
			.filter(this.fields::containsKey)
			.findFirst()
			.orElse(null);
		this.root = this.form ? rootOfForm() : parse(this.body);
	}

	private @Nullable JsonNode rootOfForm() {
		return (this.holder != null)
				? parse(this.fields.getOrDefault(this.holder, List.of("")).get(0).getBytes(StandardCharsets.UTF_8))
				: parse(FormFields.toJson(this.fields));
	}

	private static @Nullable JsonNode parse(byte[] json) {
		try {
			JsonNode root = MAPPER.readTree(json);
			return root.isMissingNode() ? null : root;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	static JsonNode toNode(@Nullable Object value) {
		return MAPPER.valueToTree(value);
	}

	static byte[] toJson(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	static @Nullable String text(@Nullable JsonNode node, String pointer) {
		JsonNode found = (node != null) ? node.at(pointer) : null;
		return (found != null && found.isValueNode() && !found.isNull()) ? found.asString() : null;
	}

	/**
	 * The whole document, or {@code null} if there is none that can be changed.
	 */
	@Nullable JsonNode root() {
		return this.root;
	}

	/**
	 * The items that are events: those of the array, the object in place of it, or the
	 * document itself.
	 */
	List<@Nullable JsonNode> items(@Nullable String split) {
		JsonNode array = (split != null && this.root != null) ? this.root.at(split) : null;
		if (array == null || !array.isArray()) {
			return Collections.singletonList((array != null && array.isObject()) ? array : this.root);
		}
		return List.copyOf(array.values());
	}

	/**
	 * Puts other items into the array.
	 */
	void items(String split, List<JsonNode> items) {
		ArrayNode array = MAPPER.createArrayNode().addAll(items);
		if (split.isEmpty()) {
			this.root = array;
			this.changed = true;
		}
		else {
			set(this.root, split, array);
		}
	}

	Map<String, List<String>> fields() {
		return this.fields;
	}

	void field(String name, String value) {
		if (!this.form) {
			throw new IllegalArgumentException("The body is no form that has a place for '" + name + "'");
		}
		if (this.holder == null) {
			set(this.root, "/" + name, StringNode.valueOf(value));
		}
		this.fields.put(name, List.of(value));
		this.changed = true;
	}

	/**
	 * Puts a text where a text is or nothing, and a number in place of a number.
	 */
	void put(@Nullable JsonNode node, String pointer, String value) {
		boolean number = node != null && node.at(pointer).isNumber() && value.matches("-?[0-9]+(\\.[0-9]+)?");
		set(node, pointer, number ? MAPPER.readTree(value) : StringNode.valueOf(value));
	}

	void set(@Nullable JsonNode node, String pointer, JsonNode value) {
		change(pointer, () -> JsonChange.set(node(node), pointer, value));
	}

	void add(@Nullable JsonNode node, String pointer, JsonNode value) {
		change(pointer, () -> JsonChange.add(node(node), pointer, value));
	}

	void remove(@Nullable JsonNode node, String pointer) {
		change(pointer, () -> JsonChange.remove(node(node), pointer));
	}

	private static JsonNode node(@Nullable JsonNode node) {
		if (node == null) {
			throw new IllegalArgumentException("the body is no JSON document");
		}
		return node;
	}

	private void change(String pointer, Runnable change) {
		try {
			change.run();
			this.changed = true;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + pointer + "' cannot be changed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The bytes of the body.
	 */
	byte[] body() {
		if (!this.changed || this.root == null) {
			return this.body;
		}
		return this.form ? encoded(formFields()).getBytes(StandardCharsets.US_ASCII)
				: MAPPER.writeValueAsBytes(this.root);
	}

	private Map<String, List<String>> formFields() {
		if (this.holder != null) {
			this.fields.put(this.holder, List.of(MAPPER.writeValueAsString(this.root)));
			return this.fields;
		}
		Map<String, List<String>> written = new LinkedHashMap<>();
		node(this.root).propertyStream()
			.forEach((field) -> written.put(field.getKey(),
					field.getValue().isArray() ? field.getValue().valueStream().map(JsonNode::asString).toList()
							: List.of(field.getValue().asString())));
		return written;
	}

	static String encoded(Map<String, List<String>> fields) {
		StringJoiner encoded = new StringJoiner("&");
		fields.forEach((name, values) -> values.forEach((value) -> encoded.add(encoded(name) + '=' + encoded(value))));
		return encoded.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
