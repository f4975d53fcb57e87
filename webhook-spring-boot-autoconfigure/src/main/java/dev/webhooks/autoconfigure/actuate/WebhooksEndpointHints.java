package dev.webhooks.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

import dev.webhooks.actuate.ChangeView;
import dev.webhooks.actuate.DeliveryView;
import dev.webhooks.actuate.EventView;
import dev.webhooks.actuate.ListenerView;
import dev.webhooks.actuate.OverviewView;
import dev.webhooks.actuate.ProviderView;
import dev.webhooks.actuate.RecentOutcome;
import dev.webhooks.actuate.WebhooksEndpointWebExtension;

/**
 * Keeps in a native image what the endpoint writes as JSON, which its operations do not
 * declare, and what is bound by {@link ConfiguredPresets}.
 */
class WebhooksEndpointHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), OverviewView.class,
				ProviderView.All.class, ListenerView.All.class, EventView.Page.class, EventView.Detail.class,
				DeliveryView.Page.class, DeliveryView.Detail.class, DeliveryView.Count.class, RecentOutcome.Page.class,
				ChangeView.class, WebhooksEndpointWebExtension.Refusal.class);
		BindableRuntimeHintsRegistrar.forTypes(ConfiguredPresets.Entry.class).registerHints(hints, classLoader);
	}

}
