package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.webhooks.provider.WebhookProvider;

/**
 * The presets of the library: YAML files beside {@link WebhookProvider}, each with the
 * keys that a user could write below {@code webhooks.providers.<name>}.
 */
final class Presets {

	private static final String FOLDER = "dev/webhooks/provider/";

	private static final String SUFFIX = ".yml";

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

	/**
	 * Finds a preset.
	 * @param name the name
	 * @return the preset or {@code null} if there is none
	 */
	@Nullable Preset find(String name) {
		Resource resource = new ClassPathResource(FOLDER + name + SUFFIX, WebhookProvider.class.getClassLoader());
		return (NAME.matcher(name).matches() && resource.exists()) ? load(name, resource) : null;
	}

	private static Preset load(String name, Resource resource) {
		try {
			Map<String, Object> properties = new LinkedHashMap<>();
			for (PropertySource<?> source : new YamlPropertySourceLoader().load(name, resource)) {
				for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					Object value = source.getProperty(key);
					properties.put(key, (value != null) ? value : "");
				}
			}
			return new Preset(name, properties);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read the preset " + name, ex);
		}
	}

	/**
	 * Names of all presets.
	 * @return the names in order
	 */
	List<String> names() {
		try {
			PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(
					WebhookProvider.class.getClassLoader());
			return Arrays.stream(resolver.getResources("classpath*:" + FOLDER + "*" + SUFFIX))
				.map((resource) -> String.valueOf(resource.getFilename()))
				.map((file) -> file.substring(0, file.length() - SUFFIX.length()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot list the presets", ex);
		}
	}

}
