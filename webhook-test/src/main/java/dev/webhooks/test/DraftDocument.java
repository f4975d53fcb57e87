package dev.webhooks.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.XmlPlacement;

/**
 * Document of a request that is being written: JSON, or XML that is read as JSON. Of
 * others nothing can be changed.
 */
final class DraftDocument {

	/** Numbers keep their digits; exponents are written out. */
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private final DraftBody body;

	private final @Nullable String split;

	private byte @Nullable [] xml;

	private @Nullable JsonNode root;

	private boolean changed;

	DraftDocument(EventLocators locators, WebhookRequest request) {
		this.body = new DraftBody(locators.documents(), request);
		this.split = locators.split();
		byte[] document = this.body.document();
		boolean xml = XmlPlacement.isXml(document);
		this.xml = xml ? document : null;
		this.root = parse(xml ? read(locators.documents(), request) : document);
	}

	private static byte[] read(DocumentReader documents, WebhookRequest request) {
		try {
			byte[] json = documents.read(request);
			return (json != null) ? json : new byte[0];
		}
		catch (WebhookRejectedException ex) {
			return new byte[0];
		}
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
	 * The values of an object by their names, or of an array by their numbers.
	 */
	static List<Map.Entry<String, JsonNode>> children(JsonNode node) {
		if (node.isObject()) {
			return List.copyOf(node.properties());
		}
		List<Map.Entry<String, JsonNode>> children = new ArrayList<>();
		for (int i = 0; i < node.size(); i++) {
			children.add(Map.entry(Integer.toString(i), node.get(i)));
		}
		return children;
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
	List<@Nullable JsonNode> items() {
		JsonNode array = array();
		if (array == null || !array.isArray()) {
			return Collections.singletonList((array != null && array.isObject()) ? array : this.root);
		}
		return List.copyOf(array.values());
	}

	private @Nullable JsonNode array() {
		return (this.split != null && this.root != null) ? this.root.at(this.split) : null;
	}

	/**
	 * Puts other items into the array.
	 */
	void items(List<JsonNode> items) {
		ArrayNode array = MAPPER.createArrayNode().addAll(items);
		if (this.split == null || this.split.isEmpty()) {
			this.root = array;
			this.changed = true;
		}
		else {
			set(this.root, this.split, array);
		}
	}

	Map<String, List<String>> fields() {
		return this.body.fields();
	}

	void field(String name, String value) {
		if (this.body.isOfFields()) {
			set(this.root, "/" + name.replace("~", "~0").replace("/", "~1"), StringNode.valueOf(value));
		}
		else {
			this.body.field(name, List.of(value));
		}
	}

	/**
	 * Puts a text where a text is or nothing, and a number in place of a number.
	 */
	void put(@Nullable JsonNode node, String pointer, String value) {
		boolean number = node != null && node.at(pointer).isNumber() && value.matches("-?[0-9]+(\\.[0-9]+)?");
		set(node, pointer, number ? MAPPER.readTree(value) : StringNode.valueOf(value));
	}

	void set(@Nullable JsonNode node, String pointer, JsonNode value) {
		change(node, pointer, (changed) -> JsonChange.set(changed, pointer, value));
		if (this.xml != null) {
			this.xml = XmlPlacement.put(this.xml, place(node) + pointer, value.asString(""));
		}
		if (this.body.isOfFields()) {
			this.body.field(name(pointer), value.isArray() ? texts(value) : List.of(value.asString("")));
		}
	}

	void add(@Nullable JsonNode node, String pointer, JsonNode value) {
		checkJson(pointer);
		change(node, pointer, (changed) -> JsonChange.add(changed, pointer, value));
	}

	void remove(@Nullable JsonNode node, String pointer) {
		if (this.body.isOfFields()) {
			this.body.remove(name(pointer));
		}
		else {
			checkJson(pointer);
		}
		change(node, pointer, (changed) -> JsonChange.remove(changed, pointer));
	}

	/** The name of a field of a form. */
	private static String name(String pointer) {
		return pointer.substring(1).replace("~1", "/").replace("~0", "~");
	}

	private static List<String> texts(JsonNode array) {
		return array.values().stream().map((item) -> item.asString("")).toList();
	}

	private void checkJson(String pointer) {
		if (this.xml != null || this.body.isOfFields()) {
			throw new IllegalArgumentException("'" + pointer + "' cannot be changed: the body is no JSON document");
		}
	}

	private void change(@Nullable JsonNode node, String pointer, Consumer<JsonNode> change) {
		try {
			if (node == null) {
				throw new IllegalArgumentException("the body is no document");
			}
			change.accept(node);
			this.changed = true;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + pointer + "' cannot be changed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The pointer of an item: of this very one, though others may be equal.
	 */
	@SuppressWarnings("ReferenceEquality")
	private String place(@Nullable JsonNode node) {
		JsonNode array = array();
		if (node == this.root || array == null || this.split == null) {
			return "";
		}
		for (int i = 0; i < array.size(); i++) {
			if (array.isArray() && array.get(i) == node) {
				return this.split + "/" + i;
			}
		}
		return this.split;
	}

	/**
	 * The bytes of the body.
	 */
	byte[] body() {
		if (!this.changed || this.root == null || this.body.isOfFields()) {
			return this.body.with(null);
		}
		return this.body.with((this.xml != null) ? this.xml : MAPPER.writeValueAsBytes(this.root));
	}

}
