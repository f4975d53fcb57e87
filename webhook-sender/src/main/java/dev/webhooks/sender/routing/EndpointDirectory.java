package dev.webhooks.sender.routing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.sender.endpoint.EndpointChanges;
import dev.webhooks.sender.endpoint.EndpointIds;
import dev.webhooks.sender.endpoint.EndpointRoute;
import dev.webhooks.sender.endpoint.EndpointStore;
import dev.webhooks.sender.filter.FilterSubject;

/**
 * All endpoints in memory, as far as they decide which messages they get. What was
 * changed in the store is known after the next {@link #refresh()}, which costs one
 * statement where nothing was. The cost of finding the endpoints of a message does not
 * depend on how many there are. Safe for use by several threads.
 */
public final class EndpointDirectory {

	private static final int PAGE = 1000;

	/** Stands for the application's own endpoints. No tenant has an empty name. */
	private static final String APPLICATION = "";

	private final EndpointStore store;

	private final Map<String, EndpointRoute> routes = new ConcurrentHashMap<>();

	private final Map<String, TypeIndex> tenants = new ConcurrentHashMap<>();

	/** Held while the store is asked, which may take long. */
	private final ReentrantLock refreshing = new ReentrantLock();

	private volatile long revision;

	private volatile boolean loaded;

	/**
	 * Creates a directory, which reads the store when it is first asked for something.
	 * @param store the endpoints
	 * @param configured endpoints that are in no store
	 */
	public EndpointDirectory(EndpointStore store, Collection<EndpointRoute> configured) {
		this.store = store;
		configured.forEach((route) -> {
			Assert.isTrue(!route.id().startsWith(EndpointIds.PREFIX),
					"The name of a configured endpoint must not begin with " + EndpointIds.PREFIX);
			put(route);
		});
	}

	/**
	 * Reads what was changed in the store.
	 * @return how many endpoints were changed
	 * @throws dev.webhooks.delivery.StoreUnavailableException if the store cannot be
	 * reached; what is known stays so
	 */
	public int refresh() {
		this.refreshing.lock();
		try {
			int changed = 0;
			EndpointChanges changes;
			do {
				changes = this.store.changes(this.revision, PAGE);
				changes.routes().forEach(this::put);
				this.revision = changes.revision();
				changed += changes.routes().size();
			}
			while (!changes.complete());
			this.loaded = true;
			return changed;
		}
		finally {
			this.refreshing.unlock();
		}
	}

	private void put(EndpointRoute changed) {
		String tenant = Objects.requireNonNullElse(changed.tenant(), APPLICATION);
		EndpointRoute before = changed.isDeleted() ? this.routes.remove(changed.id())
				: this.routes.put(changed.id(), changed);
		this.tenants.compute(tenant, (key, index) -> {
			TypeIndex types = (index != null) ? index : new TypeIndex();
			types.replace(indexed(before), indexed(changed));
			return types.isEmpty() ? null : types;
		});
	}

	private static @Nullable EndpointRoute indexed(@Nullable EndpointRoute route) {
		return (route != null && route.takesMessages()) ? route : null;
	}

	/**
	 * Finds the endpoints that a message goes to: those of its tenant and the
	 * application's own that are not disabled, want its type, and whose filters it meets.
	 * @param message the message
	 * @return the endpoints, in the order of their ids
	 */
	public List<EndpointRoute> match(FilterSubject message) {
		load();
		TreeMap<String, EndpointRoute> found = new TreeMap<>();
		find(APPLICATION, message.type(), found);
		if (message.tenant() != null) {
			find(message.tenant(), message.type(), found);
		}
		found.values().removeIf((route) -> route.filter() != null && !route.filter().matches(message));
		return List.copyOf(found.values());
	}

	private void find(String tenant, String type, Map<String, EndpointRoute> found) {
		TypeIndex types = this.tenants.get(tenant);
		if (types != null) {
			types.find(type, (route) -> found.put(route.id(), route));
		}
	}

	/**
	 * Finds an endpoint.
	 * @param id the id, or the name of a configured endpoint
	 * @return the endpoint, or {@code null} if there is none
	 */
	public @Nullable EndpointRoute find(String id) {
		load();
		return this.routes.get(id);
	}

	/**
	 * Number of endpoints.
	 * @return how many there are, disabled ones included
	 */
	public int size() {
		load();
		return this.routes.size();
	}

	/** A message is not to pass endpoints by that are not known yet. */
	private void load() {
		if (!this.loaded) {
			refresh();
		}
	}

}
