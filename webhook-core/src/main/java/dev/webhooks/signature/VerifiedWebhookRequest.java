package dev.webhooks.signature;

import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A request that was found authentic. Only {@link RequestVerifier} makes one.
 */
public final class VerifiedWebhookRequest {

	private final WebhookRequest request;

	private final @Nullable Secret secret;

	private final int secretIndex;

	VerifiedWebhookRequest(WebhookRequest request, @Nullable Secret secret, int secretIndex) {
		this.request = request;
		this.secret = secret;
		this.secretIndex = secretIndex;
	}

	/**
	 * The request as it was received, byte for byte.
	 * @return the request
	 */
	public WebhookRequest request() {
		return this.request;
	}

	/**
	 * The secret that matched.
	 * @return the secret, or {@code null} where the scheme has none
	 */
	public @Nullable Secret secret() {
		return this.secret;
	}

	/**
	 * Which of the provider's secrets matched: in a rotation it tells when the old one is
	 * used no more.
	 * @return the position, 0 for the newest, or -1 where the scheme has none
	 */
	public int secretIndex() {
		return this.secretIndex;
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

}
