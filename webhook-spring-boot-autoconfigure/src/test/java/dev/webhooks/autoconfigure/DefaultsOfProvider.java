package dev.webhooks.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.provider.settings.ClosedValues;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.signature.SignatureRecipe;

/**
 * What counts for each key of a provider that is not set, as the settings have it.
 */
final class DefaultsOfProvider {

	private final Map<String, String> texts = new LinkedHashMap<>();

	private DefaultsOfProvider() {
	}

	static Map<String, String> byKey() {
		DefaultsOfProvider defaults = new DefaultsOfProvider();
		defaults
			.collect(
					ProviderSettings.of(Map.of("secrets", List.of(Map.of("value", "any")), "handshakes",
							List.of(Map.of()), "response", Map.of("content-type", "any"))),
					ProviderProperties.class, "");
		defaults.texts.keySet().removeAll(List.of("secrets[].value", "response.content-type"));
		SignatureRecipe recipe = SignatureRecipe.builder().build();
		defaults.put("signature.format", recipe.format());
		defaults.put("signature.algorithm", recipe.algorithm());
		defaults.put("signature.encoding", recipe.signatureEncoding());
		defaults.put("signature.content", recipe.contents().get(0));
		defaults.put("signature.timestamp-unit", recipe.timestampUnit());
		defaults.put("signature.tolerance", recipe.tolerance());
		return defaults.texts;
	}

	private void collect(Object settings, Class<?> properties, String prefix) {
		for (RecordComponent component : settings.getClass().getRecordComponents()) {
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), settings);
			String key = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			Class<?> group = group(properties, component.getName());
			boolean list = value instanceof List<?> items && !items.isEmpty() && items.get(0) instanceof Record;
			if (list) {
				collect(((List<?>) value).get(0), group, key + "[].");
			}
			else if (value instanceof Record) {
				boolean named = KeysOfProvider.isGroup(group) && !isList(properties, component.getName());
				collect(value, named ? group : properties, named ? key + "." : prefix);
			}
			else if (value != null) {
				put(renamed(settings, key), value);
			}
		}
	}

	/** The settings are named within their concern, the keys within the provider. */
	private static String renamed(Object settings, String key) {
		return switch (settings.getClass().getSimpleName() + "." + key) {
			case "ProcessingSettings.mode" -> "processing";
			default -> key;
		};
	}

	private static boolean isList(Class<?> properties, String name) {
		ResolvableType type = field(properties, name);
		return type != ResolvableType.NONE && type.as(List.class) != ResolvableType.NONE;
	}

	private static Class<?> group(Class<?> properties, String name) {
		ResolvableType type = field(properties, name);
		return type.as(List.class).getGeneric().resolve(type.resolve(Object.class));
	}

	private static ResolvableType field(Class<?> properties, String name) {
		java.lang.reflect.Field field = ReflectionUtils.findField(properties, name);
		return (field != null) ? ResolvableType.forField(field) : ResolvableType.NONE;
	}

	private void put(String key, Object value) {
		String text = text(value);
		if (text != null && !text.isEmpty()) {
			this.texts.put(key, text);
		}
	}

	private static @Nullable String text(Object value) {
		if (value instanceof Collection<?> values) {
			return values.stream().map(DefaultsOfProvider::text).collect(Collectors.joining(", "));
		}
		if (value instanceof Map) {
			return null;
		}
		if (value instanceof Duration duration) {
			return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
		}
		if (value instanceof DataSize size) {
			return size.toMegabytes() + "MB";
		}
		return (value instanceof Enum<?> constant) ? ClosedValues.nameOf(constant) : String.valueOf(value);
	}

}
