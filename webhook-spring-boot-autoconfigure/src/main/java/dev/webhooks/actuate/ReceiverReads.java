package dev.webhooks.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Tells operators what is received, and by which listeners. Safe for use by several
 * threads.
 */
public final class ReceiverReads {

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	private final ClosedGates gates;

	private final Names names;

	private final Function<String, @Nullable Duration> timeouts;

	private final ChannelActivities activities;

	/**
	 * Creates an instance.
	 * @param providers the providers
	 * @param registry the listeners
	 * @param engines hold up what is paused
	 * @param names says what is called how
	 * @param timeouts tells how long a listener may take for an event from the inbox
	 * @param activities knows what each provider has received and done
	 */
	public ReceiverReads(WebhookProviders providers, WebhookListenerRegistry registry, List<OperatedEngine> engines,
			Names names, Function<String, @Nullable Duration> timeouts, ChannelActivities activities) {
		this.providers = providers;
		this.registry = registry;
		this.gates = new ClosedGates(engines);
		this.names = names;
		this.timeouts = timeouts;
		this.activities = activities;
	}

	List<String> names() {
		return this.providers.all().stream().map(WebhookProvider::name).toList();
	}

	List<ProviderView> providers(boolean shown) {
		List<GateView> closed = this.gates.find();
		return this.providers.all().stream().map((provider) -> view(provider, closed, shown)).toList();
	}

	@Nullable ProviderView provider(String name, boolean shown) {
		WebhookProvider provider = this.providers.find(name);
		return (provider != null) ? view(provider, this.gates.find(), shown) : null;
	}

	private ProviderView view(WebhookProvider provider, List<GateView> closed, boolean shown) {
		String name = provider.name();
		return new ProviderView(name, this.names.presets.get(name), this.names.path.apply(provider.endpoint().path()),
				new TreeSet<>(provider.endpoint().methods()), provider.endpoint().observed(), provider.schemeName(),
				provider.processing().mode(), ProviderView.Limits.of(provider), ProviderView.Secrets.of(provider),
				closed.stream().filter((gate) -> gate.channel().equals(name)).toList(),
				ProviderView.Activity.of(this.activities.of(name), shown));
	}

	List<ListenerView> listeners() {
		List<GateView> closed = this.gates.find();
		return this.registry.listeners().stream().map((listener) -> view(listener, closed)).toList();
	}

	@Nullable ListenerView listener(String id) {
		WebhookListenerMethod listener = this.registry.find(id);
		return (listener != null) ? view(listener, this.gates.find()) : null;
	}

	private ListenerView view(WebhookListenerMethod listener, List<GateView> closed) {
		return ListenerView.of(listener, this.timeouts.apply(listener.id()), closed);
	}

	/**
	 * Names that providers have outside of this package.
	 *
	 * @param presets the names of the presets by the names of the providers
	 * @param path makes a whole path of that of an endpoint
	 */
	public record Names(Map<String, String> presets, UnaryOperator<String> path) {

		/**
		 * Copies what it is given.
		 */
		public Names {
			presets = Map.copyOf(presets);
		}

	}

}
