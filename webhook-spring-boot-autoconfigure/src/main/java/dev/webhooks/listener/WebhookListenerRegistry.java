package dev.webhooks.listener;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.Internal;

/**
 * All {@link dev.webhooks.WebhookListener @WebhookListener} methods of the application.
 * It is filled once, when the application has its beans, by
 * {@link WebhookListenerDiscovery}. Safe for use by several threads.
 */
@Internal
public final class WebhookListenerRegistry {

	private static final int MAX_ROUTES = 1000;

	/**
	 * Types longer than this together are not worth the memory.
	 */
	private static final int MAX_CACHED_LENGTH = 512;

	private final Cache<Route, List<WebhookListenerMethod>> routes = Caffeine.newBuilder()
		.maximumSize(MAX_ROUTES)
		.executor(Runnable::run)
		.build();

	private volatile @Nullable Map<String, WebhookListenerMethod> listeners;

	/**
	 * Creates an empty registry.
	 */
	public WebhookListenerRegistry() {
	}

	void register(List<WebhookListenerMethod> methods) {
		Assert.state(this.listeners == null, "The webhook listeners are registered already");
		Map<String, WebhookListenerMethod> byId = new LinkedHashMap<>();
		methods.stream()
			.sorted(Comparator.comparingInt(WebhookListenerMethod::order))
			.forEach((method) -> add(byId, method));
		this.listeners = byId;
	}

	private static void add(Map<String, WebhookListenerMethod> byId, WebhookListenerMethod added) {
		WebhookListenerMethod existing = byId.putIfAbsent(added.id(), added);
		if (existing != null) {
			throw new InvalidWebhookListenerException(
					"The webhook listeners %s and %s have the same id '%s'.".formatted(existing.describe(),
							added.describe(), added.id()),
					"Give each of them an id of its own with @WebhookListener(id = \"…\").", null);
		}
	}

	/**
	 * All listeners.
	 * @return the listeners in their order
	 * @throws IllegalStateException if the application does not have all its beans yet
	 */
	public List<WebhookListenerMethod> listeners() {
		return List.copyOf(byId().values());
	}

	/**
	 * Finds a listener by its id.
	 * @param id the id
	 * @return the listener or {@code null} if there is none with that id
	 * @throws IllegalStateException if the application does not have all its beans yet
	 */
	public @Nullable WebhookListenerMethod find(String id) {
		return byId().get(id);
	}

	/**
	 * Finds the listeners whose patterns match, each of them once.
	 * @param provider the name of the provider
	 * @param types the names of the event's type
	 * @return the listeners in their order, empty if there is none
	 * @throws IllegalStateException if the application does not have all its beans yet
	 */
	public List<WebhookListenerMethod> listenersFor(String provider, List<String> types) {
		int length = 0;
		for (String type : types) {
			length += type.length();
		}
		if (length > MAX_CACHED_LENGTH) {
			return match(provider, types);
		}
		Route route = new Route(provider, List.copyOf(types));
		List<WebhookListenerMethod> known = this.routes.getIfPresent(route);
		return (known != null) ? known : this.routes.get(route, (key) -> match(provider, types));
	}

	private List<WebhookListenerMethod> match(String provider, List<String> types) {
		return byId().values().stream().filter((listener) -> listener.matches(provider, types)).toList();
	}

	private Map<String, WebhookListenerMethod> byId() {
		Map<String, WebhookListenerMethod> byId = this.listeners;
		Assert.state(byId != null, "The webhook listeners are not known before the application has all its beans");
		return byId;
	}

	private record Route(String provider, List<String> types) {
	}

}
