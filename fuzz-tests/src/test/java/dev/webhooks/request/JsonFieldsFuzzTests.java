package dev.webhooks.request;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookRejectedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link JsonFields}: a document is refused, or has the texts that Jackson's
 * tree of it has.
 */
class JsonFieldsFuzzTests {

	private static final List<String> POINTERS = List.of("", "/id", "/type", "/a/b", "/a/b/0", "/0", "/1/id", "/",
			"/a~1b");

	private static final JsonFields FIELDS = JsonFields.of(POINTERS);

	private static final JsonMapper MAPPER = new JsonMapper();

	@FuzzTest
	void fieldsAreThoseOfTheTree(byte[] document) {
		JsonFields.Values values;
		try {
			values = FIELDS.read(document);
		}
		catch (WebhookRejectedException ex) {
			FuzzedRequest.assertRefusal(ex);
			return;
		}
		JsonNode tree = MAPPER.readTree(document);
		for (String pointer : POINTERS) {
			JsonNode node = tree.at(pointer);
			if (node.isString()) {
				assertThat(values.get(pointer)).as(pointer).isEqualTo(node.stringValue());
			}
			else if (!node.isNumber() && !node.isBoolean()) {
				assertThat(values.get(pointer)).as(pointer).isNull();
			}
		}
	}

}
