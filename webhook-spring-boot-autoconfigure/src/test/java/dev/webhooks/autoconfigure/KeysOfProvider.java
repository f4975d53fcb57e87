package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;

import dev.webhooks.autoconfigure.provider.ListenerProperties;
import dev.webhooks.autoconfigure.provider.ProviderProperties;

/**
 * The keys below a provider, and below a listener. Below a map the metadata has none:
 * editors take them from the classes of the values, with the descriptions in their
 * sources.
 */
final class KeysOfProvider {

	private final List<KeyRow> keys = new ArrayList<>();

	private final Map<String, String> defaults;

	private KeysOfProvider(Map<String, String> defaults) {
		this.defaults = defaults;
	}

	static List<KeyRow> all() {
		return below(ProviderProperties.class, DefaultsOfProvider.byKey());
	}

	static List<KeyRow> ofListener() {
		return below(ListenerProperties.class, Map.of());
	}

	private static List<KeyRow> below(Class<?> type, Map<String, String> defaults) {
		KeysOfProvider keys = new KeysOfProvider(defaults);
		keys.collect(type, "");
		return keys.keys;
	}

	/** What a group has in common with another comes first, for that is its head. */
	private void collect(Class<?> type, String prefix) {
		boolean shares = isGroup(type.getSuperclass());
		if (shares && !prefix.isEmpty()) {
			collect(type.getSuperclass(), prefix);
		}
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				collect(type, field, prefix + DataObjectPropertyName.toDashedForm(field.getName()));
			}
		}
		if (shares && prefix.isEmpty()) {
			collect(type.getSuperclass(), prefix);
		}
	}

	private void collect(Class<?> owner, Field field, String key) {
		String description = description(owner, field);
		ResolvableType type = ResolvableType.forField(field);
		Class<?> item = type.as(List.class).getGeneric().resolve(type.resolve(Object.class));
		if (isGroup(item)) {
			collect(item, key + ((item == field.getType()) ? "." : "[]."));
		}
		else {
			String name = Map.class.isAssignableFrom(item) ? key + ".*" : key;
			this.keys.add(new KeyRow(name, item, this.defaults.getOrDefault(key, ""), description));
		}
	}

	static boolean isGroup(Class<?> type) {
		return type.getPackage() == ProviderProperties.class.getPackage();
	}

	/** The Javadoc of a field, on one line. */
	private static String description(Class<?> owner, Field field) {
		Matcher javadoc = Pattern
			.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\S+\\s+)*private (?:final )?[^;=/]* " + field.getName()
					+ "[ ;]", Pattern.DOTALL)
			.matcher(source(owner));
		return javadoc.find() ? javadoc.group(1).replaceAll("\\s*\\*\\s+", " ").strip() : "";
	}

	private static String source(Class<?> type) {
		try {
			return Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
