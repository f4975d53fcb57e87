package dev.webhooks.secret;

import java.util.List;

import dev.webhooks.WebhookRequest;

/**
 * Knows secrets that are not configured. Implementations must be safe for use by several
 * threads.
 */
@FunctionalInterface
public interface SecretSource {

	/**
	 * A source that knows none.
	 */
	SecretSource NONE = (request) -> List.of();

	/**
	 * Finds the secrets that a request may have been signed with.
	 * @param request the request, not verified, whose head names the tenant if there is
	 * one
	 * @return the secrets, newest first
	 * @throws dev.webhooks.WebhookRejectedException if they cannot be found out
	 */
	List<Secret> secrets(WebhookRequest request);

	/**
	 * In how many ways a secret is read, at the most: as many keys are tried where no
	 * secret is known, so that the answer takes as long.
	 * @return the number of keys
	 */
	default int readings() {
		return 1;
	}

	/**
	 * Tells whether the secrets of a request are those of its tenant alone.
	 * @return whether each tenant has its own
	 */
	default boolean isOfTenants() {
		return false;
	}

	/**
	 * Is called before a request is refused, whose client may be guessing.
	 * @param request the request
	 * @throws dev.webhooks.WebhookRejectedException if the refusal would tell the client
	 * which tenants there are
	 */
	default void checkRefusal(WebhookRequest request) {
	}

	/**
	 * Is called with each request that was verified with a secret of this source.
	 * @param request the request
	 */
	default void verified(WebhookRequest request) {
	}

	/**
	 * Forgets what it remembers, since secrets have changed.
	 */
	default void reload() {
	}

	/**
	 * Forgets what it remembers of a tenant, whose secrets have changed.
	 * @param tenant the tenant
	 */
	default void reload(String tenant) {
		reload();
	}

}
