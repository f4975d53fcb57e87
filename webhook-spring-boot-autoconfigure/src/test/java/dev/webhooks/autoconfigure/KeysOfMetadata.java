package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

/**
 * The keys that are not below a provider, as the metadata describes them for editors.
 */
final class KeysOfMetadata {

	private static final String FILE = "META-INF/spring-configuration-metadata.json";

	private KeysOfMetadata() {
	}

	static List<KeyRow> all() {
		return read().path("properties").values().stream().map(KeysOfMetadata::key).toList();
	}

	/** What editors offer for a key. */
	static JsonNode hint(String name) {
		return read().path("hints")
			.values()
			.stream()
			.filter((hint) -> hint.path("name").asString().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no hint for " + name));
	}

	private static KeyRow key(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		return new KeyRow(property.path("name").asString(), type(property.path("type").asString()),
				value.isMissingNode() ? "" : value.asString(), property.path("description").asString(""));
	}

	private static @Nullable Class<?> type(String name) {
		return name.contains("<") ? null : ClassUtils.resolveClassName(name, null);
	}

	private static JsonNode read() {
		try (InputStream input = new ClassPathResource(FILE, WebhookProperties.class.getClassLoader())
			.getInputStream()) {
			return new JsonMapper().readTree(input);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
