package dev.webhooks.secret;

import org.jspecify.annotations.Nullable;

/**
 * Knows whose tokens are, for providers that send nothing else by which tenants could be
 * told apart: {@code webhooks.providers.<name>.tenant: token}. Its answer is remembered
 * for a while, see {@link dev.webhooks.WebhookSecretsChangedEvent}: each token is asked
 * for once in that time, by the thread of a request, which needs an answer soon. Tokens
 * are to be compared exactly, upper and lower case too: what the request has sent is then
 * the secret. Implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface WebhookTokenResolver {

	/**
	 * Finds the tenant whose token it is. If it throws, the request is answered so that
	 * the provider sends it again.
	 * @param provider the key below {@code webhooks.providers}
	 * @param token the token that came with the request, as a stranger sent it; not to be
	 * logged
	 * @return the tenant, or {@code null} if the token is nobody's, so that the request
	 * is refused
	 */
	@Nullable String tenant(String provider, String token);

}
