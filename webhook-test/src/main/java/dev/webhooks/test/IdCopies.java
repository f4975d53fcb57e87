package dev.webhooks.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Other places of an event where its id stands, alone or within a text.
 */
final class IdCopies {

	/** Shorter ones may stand there by chance. */
	private static final int SHORTEST = 8;

	private final DraftDocument document;

	IdCopies(DraftDocument document) {
		this.document = document;
	}

	/**
	 * Puts another id in place of each copy.
	 */
	void replace(String id, String fresh, @Nullable JsonNode item) {
		if (item != null && id.length() >= SHORTEST) {
			replace(id, fresh, item, item, "");
		}
	}

	private void replace(String id, String fresh, JsonNode item, JsonNode node, String path) {
		for (Map.Entry<String, JsonNode> child : DraftDocument.children(node)) {
			String pointer = path + "/" + child.getKey().replace("~", "~0").replace("/", "~1");
			JsonNode value = child.getValue();
			if (value.isContainer()) {
				replace(id, fresh, item, value, pointer);
			}
			else if (value.isString() ? value.asString().contains(id) : value.asString("").equals(id)) {
				this.document.put(item, pointer, value.asString().replace(id, fresh));
			}
		}
	}

}
