package dev.webhooks.sender.endpoint.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.endpoint.Endpoint;
import dev.webhooks.sender.endpoint.EndpointChange;
import dev.webhooks.sender.endpoint.EndpointChangedException;
import dev.webhooks.sender.endpoint.EndpointChanges;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointPage;
import dev.webhooks.sender.endpoint.EndpointQuery;
import dev.webhooks.sender.endpoint.EndpointScope;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointStore;
import dev.webhooks.sender.endpoint.UnknownEndpointException;

/**
 * Endpoints in memory, which are gone when the application stops. Safe for use by several
 * threads.
 */
public final class MemoryEndpointStore implements EndpointStore {

	private final NavigableMap<String, StoredEndpoint> endpoints = new TreeMap<>();

	private final NavigableMap<Long, StoredEndpoint> byRevision = new TreeMap<>();

	private final Map<ClientKey, String> clientKeys = new HashMap<>();

	private long revision;

	@Override
	public synchronized Endpoint create(EndpointDraft draft, Instant now) {
		if (draft.clientKey() != null) {
			ClientKey key = new ClientKey(draft.tenant(), draft.clientKey());
			String there = this.clientKeys.putIfAbsent(key, draft.id());
			if (there != null) {
				return Objects.requireNonNull(this.endpoints.get(there)).endpoint();
			}
		}
		if (this.endpoints.containsKey(draft.id())) {
			throw new IllegalStateException("There is an endpoint " + draft.id());
		}
		return put(StoredEndpoint.of(draft, now)).endpoint();
	}

	@Override
	public synchronized @Nullable Endpoint find(EndpointScope scope, String id) {
		StoredEndpoint stored = stored(scope, id);
		return (stored != null) ? stored.endpoint() : null;
	}

	@Override
	public synchronized @Nullable EndpointCredentials credentials(EndpointScope scope, String id) {
		StoredEndpoint stored = stored(scope, id);
		return (stored != null) ? stored.credentials() : null;
	}

	private @Nullable StoredEndpoint stored(EndpointScope scope, String id) {
		StoredEndpoint stored = this.endpoints.get(id);
		return (stored != null && !stored.deleted() && scope.has(stored.endpoint().tenant())) ? stored : null;
	}

	@Override
	public synchronized EndpointPage list(EndpointQuery query) {
		String after = query.after();
		Stream<StoredEndpoint> from = ((after != null) ? this.endpoints.tailMap(after, false) : this.endpoints).values()
			.stream();
		return EndpointPage.of(from.filter((stored) -> !stored.deleted())
			.map(StoredEndpoint::endpoint)
			.filter((endpoint) -> query.scope().has(endpoint.tenant()))
			.filter((endpoint) -> query.status() == null || query.status() == endpoint.state().status())
			.limit(query.limit() + 1L)
			.toList(), query.limit());
	}

	@Override
	public synchronized Endpoint change(EndpointScope scope, String id, EndpointChange change, @Nullable Long version,
			Instant now) {
		return put(toChange(scope, id, version).changed(change, now)).endpoint();
	}

	@Override
	public synchronized Endpoint rotate(EndpointScope scope, String id, EndpointSecret secret, Instant until,
			@Nullable Long version, Instant now) {
		return put(toChange(scope, id, version).rotated(secret, until, now)).endpoint();
	}

	@Override
	public synchronized void delete(EndpointScope scope, String id, @Nullable Long version, Instant now) {
		put(toChange(scope, id, version).deleted(now));
		this.clientKeys.values().remove(id);
	}

	private StoredEndpoint toChange(EndpointScope scope, String id, @Nullable Long version) {
		StoredEndpoint stored = stored(scope, id);
		if (stored == null) {
			throw new UnknownEndpointException();
		}
		if (version != null && version != stored.endpoint().version()) {
			throw new EndpointChangedException(id, stored.endpoint().version());
		}
		return stored;
	}

	private StoredEndpoint put(StoredEndpoint stored) {
		StoredEndpoint revised = stored.at(++this.revision);
		StoredEndpoint before = this.endpoints.put(stored.endpoint().id(), revised);
		if (before != null) {
			this.byRevision.remove(before.revision());
		}
		this.byRevision.put(this.revision, revised);
		return revised;
	}

	@Override
	public synchronized EndpointChanges changes(long revision, int limit) {
		List<StoredEndpoint> found = this.byRevision.tailMap(revision, false).values().stream().limit(limit).toList();
		boolean complete = found.size() < limit;
		long reached = found.isEmpty() ? revision : found.get(found.size() - 1).revision();
		return new EndpointChanges(found.stream().map(StoredEndpoint::route).toList(), reached, complete);
	}

	@Override
	public synchronized int forgetDeleted(Instant before, int limit) {
		List<StoredEndpoint> forgotten = new ArrayList<>(this.endpoints.values()
			.stream()
			.filter(StoredEndpoint::deleted)
			.filter((stored) -> !stored.endpoint().updated().isAfter(before))
			.sorted(Comparator.comparingLong(StoredEndpoint::revision))
			.limit(limit)
			.toList());
		forgotten.forEach((stored) -> {
			this.endpoints.remove(stored.endpoint().id());
			this.byRevision.remove(stored.revision());
		});
		return forgotten.size();
	}

	@Override
	public int encryptAnew(int limit) {
		return 0;
	}

	private record ClientKey(@Nullable String tenant, String key) {

	}

}
