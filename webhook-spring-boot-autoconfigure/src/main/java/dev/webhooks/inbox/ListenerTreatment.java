package dev.webhooks.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.delivery.Destination;
import dev.webhooks.listener.InvalidWebhookListenerException;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.FailureLists;
import dev.webhooks.provider.settings.RetryOverrides;
import dev.webhooks.provider.settings.RetrySettings;

/**
 * Tells how deliveries to each listener are treated: as properties of the listener say,
 * or else its annotation, or else its provider. The listeners have to be known when it is
 * asked. Safe for use by several threads.
 */
@Internal
public final class ListenerTreatment {

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	private final Settings settings;

	private final AnnotatedRetry annotated;

	private final SingletonSupplier<Map<Destination, Retries>> known = SingletonSupplier.of(this::all);

	/**
	 * Creates an instance.
	 * @param providers the providers whose events are delivered
	 * @param registry the listeners they are delivered to
	 * @param settings what properties say
	 * @param placeholders resolves placeholders in annotations
	 */
	public ListenerTreatment(WebhookProviders providers, WebhookListenerRegistry registry, Settings settings,
			UnaryOperator<String> placeholders) {
		this.providers = providers;
		this.registry = registry;
		this.settings = settings;
		this.annotated = new AnnotatedRetry(placeholders);
	}

	private Map<Destination, Retries> all() {
		Map<Destination, Retries> all = new HashMap<>();
		for (WebhookListenerMethod listener : this.registry.listeners()) {
			RetryOverrides own = own(listener.id()).retry();
			RetryOverrides annotation = this.annotated.read(listener);
			this.providers.all()
				.stream()
				.filter((provider) -> listener.providers().matches(provider.name()))
				.forEach((provider) -> all.put(new Destination(provider.name(), listener.id()),
						retries(listener, own, annotation, provider)));
		}
		return all;
	}

	private Retries retries(WebhookListenerMethod listener, RetryOverrides own, RetryOverrides annotation,
			WebhookProvider provider) {
		RetrySettings ofProvider = provider.processing().retry();
		try {
			return new Retries(own.over(annotation).over(ofProvider),
					FailureRules.of(this.settings.lists(), ofProvider.lists(), annotation.lists(), own.lists()));
		}
		catch (InvalidSettingException ex) {
			throw new InvalidWebhookListenerException(
					"The retries of webhook listener %s for events of '%s' cannot be used: %s"
						.formatted(listener.describe(), provider.name(), ex.description()),
					"Correct the annotation @WebhookRetry at the method, 'webhooks.listeners[%s].retry', or what is beneath them in "
						.formatted(listener) + "'webhooks.providers.%s.retry'.".formatted(provider.name()),
					ex);
		}
	}

	/**
	 * Checks that what is said of each listener can be used.
	 * @throws InvalidWebhookListenerException if it cannot
	 */
	public void check() {
		FailureRules.check(this.settings.lists(), "webhooks.inbox.retry.");
		this.providers.all()
			.forEach((provider) -> FailureRules.check(provider.processing().retry().lists(),
					"webhooks.providers." + provider.name() + ".retry."));
		this.settings.byListener()
			.forEach((id, own) -> FailureRules.check(own.retry().lists(), "webhooks.listeners[" + id + "].retry."));
		this.known.obtain();
	}

	/**
	 * Tells whether something is said of a listener that concerns the inbox alone.
	 * @param listener the listener
	 * @return whether properties or its annotation do
	 */
	public boolean isOfTheInbox(WebhookListenerMethod listener) {
		return !own(listener.id()).isEmpty() || !this.annotated.read(listener).isEmpty();
	}

	/**
	 * How many runs of a listener there may be at once.
	 * @param listener the id of the listener
	 * @return the number, or {@code null} for a share of the workers
	 */
	public @Nullable Integer concurrency(String listener) {
		return own(listener).concurrency();
	}

	@Nullable Duration timeout(String listener) {
		Duration own = own(listener).timeout();
		return (own != null) ? own : this.settings.timeout();
	}

	Retries retries(Destination destination) {
		return this.known.obtain().getOrDefault(destination, Retries.DEFAULT);
	}

	private ListenerSettings own(String listener) {
		return this.settings.byListener().getOrDefault(listener, ListenerSettings.NONE);
	}

	/**
	 * Properties that concern listeners. Immutable.
	 *
	 * @param timeout how long a run may take where nothing else is said, or {@code null}
	 * for no limit
	 * @param lists what exceptions mean for the next attempt, for all listeners
	 * @param byListener what is said of single listeners, by their ids
	 */
	@Internal
	public record Settings(@Nullable Duration timeout, FailureLists lists, Map<String, ListenerSettings> byListener) {

		/**
		 * Settings of an application that sets nothing.
		 */
		public static final Settings DEFAULT = new Settings(Duration.ofMinutes(5), FailureLists.NONE, Map.of());

		public Settings {
			byListener = Map.copyOf(byListener);
		}

	}

	/**
	 * When a delivery is tried again.
	 *
	 * @param settings how often and how long after
	 * @param rules what exceptions say to that
	 */
	record Retries(RetrySettings settings, FailureRules rules) {

		static final Retries DEFAULT = new Retries(RetrySettings.DEFAULT, FailureRules.of());

	}

}
