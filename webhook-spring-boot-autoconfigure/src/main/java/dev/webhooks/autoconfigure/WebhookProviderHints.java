package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

import dev.webhooks.autoconfigure.provider.ListenerProperties;
import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.provider.settings.Percentage;

/**
 * Keeps the presets in a native image, and what is bound by {@link ProviderBinder}.
 */
class WebhookProviderHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("dev/webhooks/provider/preset/*.yml");
		BindableRuntimeHintsRegistrar.forTypes(ProviderProperties.class, ListenerProperties.class)
			.registerHints(hints, classLoader);
		hints.reflection().registerType(Percentage.class, MemberCategory.INVOKE_PUBLIC_METHODS);
	}

}
