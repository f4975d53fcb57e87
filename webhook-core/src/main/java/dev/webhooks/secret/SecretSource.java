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
	 * Forgets what it remembers, since secrets have changed.
	 */
	default void reload() {
	}

}
