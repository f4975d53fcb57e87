package dev.webhooks.secret;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;

/**
 * The secrets of an endpoint as they are at the time: those that are configured, which
 * may be renewed while requests come in, and those that a source knows. Safe for use by
 * several threads.
 */
@Internal
public final class LiveSecrets {

	private final SecretSource source;

	private volatile List<Secret> configured;

	/**
	 * Creates the secrets.
	 * @param configured the secrets that are configured, newest first
	 * @param source knows more secrets
	 */
	public LiveSecrets(List<Secret> configured, SecretSource source) {
		this.configured = List.copyOf(configured);
		this.source = source;
	}

	/**
	 * The secrets that are configured, newest first, expired ones included.
	 * @return the secrets
	 */
	public List<Secret> configured() {
		return this.configured;
	}

	/**
	 * Finds the secrets that a request may have been signed with, expired ones included.
	 * @param request the request, not verified
	 * @return those that are configured, then those of the source
	 * @throws dev.webhooks.WebhookRejectedException if they cannot be found out
	 */
	public List<Secret> of(WebhookRequest request) {
		List<Secret> more = this.source.secrets(request);
		if (more.isEmpty()) {
			return this.configured;
		}
		List<Secret> all = new ArrayList<>(this.configured);
		all.addAll(more);
		return all;
	}

	/**
	 * Tells whether there are none but those that are configured.
	 */
	public boolean isConfiguredOnly() {
		return this.source == SecretSource.NONE;
	}

	/**
	 * Finds the secret to sign with.
	 * @param now the current time
	 * @return the newest of the configured secrets that is not expired, or {@code null}
	 * if there is none
	 */
	public @Nullable Secret newest(Instant now) {
		return this.configured.stream().filter((secret) -> secret.isActive(now)).findFirst().orElse(null);
	}

	/**
	 * Tells whether each tenant has secrets of its own, and there are no others.
	 */
	public boolean areOfTenants() {
		return this.configured.isEmpty() && this.source.isOfTenants();
	}

	/**
	 * The source of the secrets that are not configured.
	 */
	public SecretSource source() {
		return this.source;
	}

	/**
	 * In how many ways a secret is read, at the most.
	 * @return the number of keys
	 */
	public int readings() {
		return this.configured.stream()
			.mapToInt((secret) -> Secret.readingsOf(List.of(secret)).size())
			.reduce(this.source.readings(), Math::max);
	}

	/**
	 * Changes the secrets, and has the source of more forget what it remembers.
	 * @param configured the secrets that are configured now, newest first
	 */
	public void renew(List<Secret> configured) {
		this.configured = List.copyOf(configured);
		this.source.reload();
	}

}
