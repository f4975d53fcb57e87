package dev.webhooks.sender.endpoint.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.endpoint.Endpoint;
import dev.webhooks.sender.endpoint.EndpointChange;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointRoute;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointState;

/**
 * An endpoint with its secrets, or what is left of it.
 *
 * @param endpoint the endpoint
 * @param credentials its secrets, or {@code null} after it was deleted
 * @param revision when it was last changed
 */
record StoredEndpoint(Endpoint endpoint, @Nullable EndpointCredentials credentials, long revision) {

	static StoredEndpoint of(EndpointDraft draft, Instant now) {
		return new StoredEndpoint(
				new Endpoint(draft.id(), draft.tenant(), draft.settings(),
						List.copyOf(draft.credentials().headers().keySet()), EndpointState.active(now), 1, now, now),
				draft.credentials(), 0);
	}

	boolean deleted() {
		return this.credentials == null;
	}

	StoredEndpoint at(long revision) {
		return new StoredEndpoint(this.endpoint, this.credentials, revision);
	}

	StoredEndpoint changed(EndpointChange change, Instant now) {
		Map<String, String> headers = Objects.requireNonNullElse(change.headers(), secrets().headers());
		return new StoredEndpoint(new Endpoint(this.endpoint.id(), this.endpoint.tenant(),
				Objects.requireNonNullElse(change.settings(), this.endpoint.settings()), List.copyOf(headers.keySet()),
				Objects.requireNonNullElse(change.state(), this.endpoint.state()), this.endpoint.version() + 1,
				this.endpoint.created(), now), new EndpointCredentials(secrets().secrets(), headers), 0);
	}

	StoredEndpoint rotated(EndpointSecret secret, Instant until, Instant now) {
		List<EndpointSecret> secrets = new ArrayList<>(List.of(secret));
		if (until.isAfter(now)) {
			secrets.add(expiring(secrets().secrets().get(0), until));
		}
		return new StoredEndpoint(this.endpoint, new EndpointCredentials(secrets, secrets().headers()), 0)
			.changed(new EndpointChange(null, null, null), now);
	}

	private static EndpointSecret expiring(EndpointSecret secret, Instant until) {
		Instant expires = secret.expires();
		return new EndpointSecret(secret.value(), secret.created(),
				(expires != null && expires.isBefore(until)) ? expires : until);
	}

	/** Only the id is needed from now on. */
	StoredEndpoint deleted(Instant now) {
		return new StoredEndpoint(new Endpoint(this.endpoint.id(), this.endpoint.tenant(), this.endpoint.settings(),
				List.of(), this.endpoint.state(), this.endpoint.version() + 1, this.endpoint.created(), now), null, 0);
	}

	private EndpointCredentials secrets() {
		return Objects.requireNonNull(this.credentials);
	}

	EndpointRoute route() {
		EndpointRoute route = EndpointRoute.of(this.endpoint);
		return deleted() ? new EndpointRoute(route.id(), route.tenant(), List.of(), null, false, null, route.version())
				: route;
	}

}
