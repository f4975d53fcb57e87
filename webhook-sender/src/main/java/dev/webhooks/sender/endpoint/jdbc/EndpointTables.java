package dev.webhooks.sender.endpoint.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.sender.encryption.SecretCipher;
import dev.webhooks.sender.endpoint.Endpoint;
import dev.webhooks.sender.endpoint.EndpointChange;
import dev.webhooks.sender.endpoint.EndpointChangedException;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointScope;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointState;
import dev.webhooks.sender.endpoint.UnknownEndpointException;

/**
 * Operations on all tables of endpoints, each within a transaction of the caller's.
 */
final class EndpointTables {

	private final SecretCipher cipher;

	private final String application;

	private final RevisionTable revisions;

	private final EndpointTable endpoints;

	private final SecretTable secrets;

	EndpointTables(EndpointDatabase database, SecretCipher cipher) {
		this.cipher = cipher;
		this.application = database.application();
		this.revisions = new RevisionTable(database);
		this.endpoints = new EndpointTable(database);
		this.secrets = new SecretTable(database, cipher);
	}

	RevisionTable revisions() {
		return this.revisions;
	}

	EndpointTable endpoints() {
		return this.endpoints;
	}

	/** Those who create endpoints take turns, so that the second one sees the first. */
	Endpoint create(EndpointDraft draft, Instant now) {
		String clientKey = clientKey(draft);
		long revision = this.revisions.next();
		if (clientKey != null) {
			Endpoint there = this.endpoints.findByClientKey(EndpointScope.of(draft.tenant()), clientKey);
			if (there != null) {
				return there;
			}
		}
		Map<String, String> headers = draft.credentials().headers();
		Endpoint endpoint = new Endpoint(draft.id(), draft.tenant(), draft.settings(), List.copyOf(headers.keySet()),
				EndpointState.active(now), 1, now, now);
		this.endpoints.insert(endpoint, clientKey, StoredHeaders.of(headers, this.cipher, draft.id(), draft.tenant()),
				revision);
		this.secrets.insert(draft.id(), draft.tenant(), draft.credentials().secrets());
		return endpoint;
	}

	private @Nullable String clientKey(EndpointDraft draft) {
		return (draft.clientKey() != null) ? KeyText.of(this.application,
				(draft.tenant() != null) ? draft.tenant() : KeyText.NO_TENANT, draft.clientKey()) : null;
	}

	@Nullable EndpointCredentials credentials(EndpointScope scope, String id) {
		Endpoint endpoint = this.endpoints.find(scope, id);
		return (endpoint != null) ? new EndpointCredentials(this.secrets.read(id, endpoint.tenant()),
				StoredHeaders.read(this.endpoints.headers(id), this.cipher, id, endpoint.tenant())) : null;
	}

	Endpoint change(EndpointScope scope, String id, EndpointChange change, @Nullable Long version, Instant now) {
		long revision = this.revisions.next();
		Endpoint before = lock(scope, id, version);
		Map<String, String> headers = change.headers();
		Endpoint after = new Endpoint(id, before.tenant(),
				(change.settings() != null) ? change.settings() : before.settings(),
				(headers != null) ? List.copyOf(headers.keySet()) : before.headerNames(),
				(change.state() != null) ? change.state() : before.state(), before.version() + 1, before.created(),
				now);
		this.endpoints.update(after,
				(headers != null) ? StoredHeaders.of(headers, this.cipher, id, before.tenant()) : stored(id), revision);
		return after;
	}

	/** They need not be readable. */
	private @Nullable StoredHeaders stored(String id) {
		String headers = this.endpoints.headers(id);
		return (headers != null) ? new StoredHeaders(headers, headers.substring(0, headers.indexOf(':'))) : null;
	}

	Endpoint rotate(EndpointScope scope, String id, EndpointSecret secret, Instant until, @Nullable Long version,
			Instant now) {
		Endpoint after = change(scope, id, new EndpointChange(null, null, null), version, now);
		this.secrets.rotate(id, after.tenant(), secret, until, now);
		return after;
	}

	boolean delete(EndpointScope scope, String id, @Nullable Long version, Instant now) {
		long revision = this.revisions.next();
		Endpoint before = lock(scope, id, version);
		this.endpoints.markDeleted(id, before.version() + 1, revision, now);
		this.secrets.delete(id);
		return true;
	}

	private Endpoint lock(EndpointScope scope, String id, @Nullable Long version) {
		Endpoint endpoint = this.endpoints.lock(scope, id);
		if (endpoint == null) {
			throw new UnknownEndpointException();
		}
		if (version != null && version != endpoint.version()) {
			throw new EndpointChangedException(id, endpoint.version());
		}
		return endpoint;
	}

	/**
	 * Finds endpoints of which something is under another key than the newest.
	 * @param after the last one that was looked at
	 */
	List<String> underOtherKeys(String after, int limit) {
		TreeSet<String> ids = new TreeSet<>(this.secrets.underOtherKeys(after, limit));
		ids.addAll(this.endpoints.underOtherKeys(this.cipher.keyId(), after, limit));
		return ids.stream().limit(limit).toList();
	}

	/**
	 * Encrypts what an endpoint has under the newest key.
	 * @return whether the endpoint is there
	 */
	boolean encryptAnew(String id) {
		Endpoint endpoint = this.endpoints.lock(EndpointScope.all(), id);
		if (endpoint == null) {
			return false;
		}
		this.secrets.encryptAnew(id, endpoint.tenant());
		StoredHeaders headers = StoredHeaders.of(
				StoredHeaders.read(this.endpoints.headers(id), this.cipher, id, endpoint.tenant()), this.cipher, id,
				endpoint.tenant());
		if (headers != null) {
			this.endpoints.updateHeaders(id, headers);
		}
		return true;
	}

}
