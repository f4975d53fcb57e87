package dev.webhooks.request;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookRejectedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link BatchSplitter}: a well-formed document is refused, or cut into the
 * elements that Jackson's tree of it has.
 */
class BatchSplitterFuzzTests {

	private static final List<String> POINTERS = List.of("", "/events", "/a/b", "/a/0");

	private static final JsonMapper MAPPER = new JsonMapper();

	@FuzzTest
	void itemsAreTheElementsOfTheTree(byte[] document) {
		try {
			JsonFields.NONE.read(document);
		}
		catch (WebhookRejectedException ex) {
			return;
		}
		JsonNode tree = MAPPER.readTree(document);
		for (String pointer : POINTERS) {
			try {
				check(tree, tree.at(pointer), new BatchSplitter(pointer).split(document));
			}
			catch (WebhookRejectedException ex) {
				FuzzedRequest.assertRefusal(ex);
			}
		}
	}

	private static void check(JsonNode tree, JsonNode there, List<byte[]> items) {
		List<JsonNode> expected = there.isArray() ? there.valueStream().toList()
				: List.of(there.isObject() ? there : tree);
		assertThat(items.stream().map(MAPPER::readTree)).containsExactlyElementsOf(expected);
	}

}
