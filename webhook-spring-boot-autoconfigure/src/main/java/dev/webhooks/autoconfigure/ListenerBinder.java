package dev.webhooks.autoconfigure;

import java.beans.PropertyDescriptor;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

import dev.webhooks.autoconfigure.provider.ListenerProperties;
import dev.webhooks.provider.settings.SettingKeys;

/**
 * Binds the properties of listeners. A key that is not known stops the start, unless it
 * comes from the environment.
 */
final class ListenerBinder {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(ConfiguredListeners.PREFIX);

	private static final int INDEX_OF_ID = PREFIX.getNumberOfElements();

	private static final Set<String> KEYS = keys();

	private final Environment environment;

	ListenerBinder(Environment environment) {
		this.environment = environment;
	}

	private static Set<String> keys() {
		Set<String> keys = new TreeSet<>();
		collect(ListenerProperties.class, "", keys);
		return keys;
	}

	private static void collect(Class<?> type, String prefix, Set<String> keys) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String key = prefix + DataObjectPropertyName.toDashedForm(property.getName());
			if (property.getPropertyType().getPackage() == ListenerProperties.class.getPackage()) {
				collect(property.getPropertyType(), key + ".", keys);
			}
			else if (!key.equals("class") && !key.endsWith(".class")) {
				keys.add(key);
			}
		}
	}

	/**
	 * Binds all listeners.
	 * @return the properties by the id of the listener
	 * @throws InvalidWebhookConfigurationException if a key is unknown, or has a value
	 * where others belong
	 */
	ConfiguredListeners bind() {
		BindHandler unknownKeysFail = new NoUnboundElementsBindHandler(BindHandler.DEFAULT,
				new UnboundElementsSourceFilter());
		try {
			Map<String, ListenerProperties> listeners = Binder.get(this.environment)
				.bind(PREFIX, Bindable.mapOf(String.class, ListenerProperties.class), unknownKeysFail)
				.orElse(Map.of());
			return new ConfiguredListeners(listeners);
		}
		catch (BindException ex) {
			throw explain(ex);
		}
	}

	private static RuntimeException explain(BindException ex) {
		if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
			return unknown(unbound.getUnboundProperties().iterator().next().getName());
		}
		if (PREFIX.equals(ex.getName()) || PREFIX.isParentOf(ex.getName())) {
			return new InvalidWebhookConfigurationException(ex.getName().toString(),
					"It has a value, but properties belong there.",
					"Write the id of the listener and the key below it, for example '%s'."
						.formatted(ConfiguredListeners.property("billing.paid", "timeout")));
		}
		return ex;
	}

	private static InvalidWebhookConfigurationException unknown(ConfigurationPropertyName name) {
		String meant = meant(name);
		return new InvalidWebhookConfigurationException(WrittenName.of(name), "There is no such property.",
				(meant != null) ? "Did you mean '%s'?".formatted(meant)
						: "Known are %s. An id with dots or capitals stands in brackets, as in '%s'.".formatted(
								String.join(", ", KEYS), ConfiguredListeners.property("billing.paid", "timeout")));
	}

	/** An id with dots that is written without brackets is taken for several names. */
	private static @Nullable String meant(ConfigurationPropertyName name) {
		String below = text(name, INDEX_OF_ID);
		for (String key : KEYS) {
			if (below.endsWith("." + key)) {
				return ConfiguredListeners.property(below.substring(0, below.length() - key.length() - 1), key);
			}
		}
		String nearest = SettingKeys.of(KEYS).nearest(text(name, INDEX_OF_ID + 1));
		return (nearest != null) ? ConfiguredListeners.property(name.getElement(INDEX_OF_ID, Form.ORIGINAL), nearest)
				: null;
	}

	private static String text(ConfigurationPropertyName name, int from) {
		StringBuilder text = new StringBuilder();
		for (int i = from; i < name.getNumberOfElements(); i++) {
			text.append((i > from) ? "." : "").append(name.getElement(i, Form.ORIGINAL));
		}
		return text.toString();
	}

}
