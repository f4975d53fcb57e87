package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of this library outside {@code webhooks.providers}, as its metadata documents
 * them for tools.
 */
final class DocumentedKeys {

	static final String PREFIX = "webhooks.";

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/** Stands beside the metadata of each other module that brings keys. */
	private static final String MODULE = "META-INF/dev.webhooks.module";

	private DocumentedKeys() {
	}

	/**
	 * Reads the keys.
	 * @return the keys relative to {@code webhooks}, those of other modules if they are
	 * there; none where the metadata was left out
	 */
	static Set<String> read() {
		Set<String> keys = read(root());
		if (keys.isEmpty()) {
			return keys;
		}
		return Stream.concat(keys.stream(), modules().flatMap((root) -> read(root).stream()))
			.collect(Collectors.toUnmodifiableSet());
	}

	private static Stream<String> modules() {
		return DocumentedKeys.class.getClassLoader()
			.resources(MODULE)
			.map(URL::toString)
			.map((location) -> location.substring(0, location.length() - MODULE.length()));
	}

	private static Set<String> read(@Nullable String root) {
		if (root == null) {
			return Set.of();
		}
		try (InputStream in = URI.create(root + METADATA).toURL().openStream()) {
			JsonNode properties = new JsonMapper().readTree(in).path("properties");
			return properties.valueStream()
				.map((property) -> property.path("name").asString(""))
				.filter((name) -> name.startsWith(PREFIX))
				.map((name) -> name.substring(PREFIX.length()))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException | IllegalArgumentException | JacksonException ex) {
			// Tools strip jars of what a program does not need
			return Set.of();
		}
	}

	/** Every jar has a file of this name, so that it is the one beside this class. */
	private static @Nullable String root() {
		String file = DocumentedKeys.class.getName().replace('.', '/') + ".class";
		URL location = DocumentedKeys.class.getClassLoader().getResource(file);
		boolean found = location != null && location.toString().endsWith(file);
		return found ? location.toString().substring(0, location.toString().length() - file.length()) : null;
	}

}
