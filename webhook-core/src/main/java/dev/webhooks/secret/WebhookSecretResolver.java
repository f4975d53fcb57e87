package dev.webhooks.secret;

import java.util.List;
import java.util.Map;

/**
 * Knows the secrets of providers that have none in the configuration: those of the
 * tenants in a path such as <code>/webhooks/{tenant}/github</code>, or those of a vault.
 * Its answer is remembered for a while, see
 * {@link dev.webhooks.WebhookSecretsChangedEvent}. Implementations must be safe for use
 * by several threads.
 */
@FunctionalInterface
public interface WebhookSecretResolver {

	/**
	 * Finds the secrets that a request may be signed with. If it throws, the request is
	 * answered so that the provider sends it again.
	 * @param provider the key below {@code webhooks.providers}
	 * @param pathVariables the values of the variables in the path, as a stranger sent
	 * them
	 * @return the secrets as the provider shows them, newest first; none for a tenant
	 * that is not known, whose requests are answered like those with a wrong signature
	 */
	List<String> secrets(String provider, Map<String, String> pathVariables);

}
