package dev.webhooks.secret;

import java.util.List;

/**
 * An application's registrations with providers that make up the secret themselves and
 * send it to the endpoint in the first request (Asana, Notion). A bean of this type says
 * when such a request is expected, and keeps the secret; without one it is refused, for
 * otherwise anybody could give the endpoint a secret of their own. Implementations must
 * be safe for use by several threads.
 */
public interface WebhookRegistration {

	/**
	 * Tells whether the application is registering the endpoint at the provider right
	 * now.
	 * @param provider the key below {@code webhooks.providers}
	 * @return whether a secret is expected
	 */
	boolean isPending(String provider);

	/**
	 * Keeps the secret of an endpoint, where it outlives the application.
	 * @param provider the key below {@code webhooks.providers}
	 * @param secret the secret; not to be logged
	 */
	void register(String provider, String secret);

	/**
	 * The secrets that were kept.
	 * @param provider the key below {@code webhooks.providers}
	 * @return the secrets, newest first
	 */
	List<String> secrets(String provider);

}
