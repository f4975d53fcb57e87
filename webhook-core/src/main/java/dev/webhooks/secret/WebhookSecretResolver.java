package dev.webhooks.secret;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Knows the secrets of providers that have none in the configuration: those of the
 * tenants that {@code webhooks.providers.<name>.tenant} or the variable {@code tenant} of
 * a path tells apart, or those of a vault. Its answer is remembered for a while, see
 * {@link dev.webhooks.WebhookSecretsChangedEvent}: each tenant is asked for once in that
 * time, by the thread of a request, which needs an answer soon: set a timeout where it
 * asks others. Names are to be compared exactly, upper and lower case too: two spellings
 * are two tenants. Implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface WebhookSecretResolver {

	/**
	 * Finds the secrets that a request may be signed with. If it throws, the request is
	 * answered so that the provider sends it again.
	 * @param provider the key below {@code webhooks.providers}
	 * @param tenant the tenant that the request names, as a stranger sent it, with at
	 * most 255 characters; {@code null} for a provider without tenants
	 * @return the secrets as the provider shows them, newest first; none for a tenant
	 * that is not known, whose requests are answered like those with a wrong signature
	 */
	List<String> secrets(String provider, @Nullable String tenant);

}
