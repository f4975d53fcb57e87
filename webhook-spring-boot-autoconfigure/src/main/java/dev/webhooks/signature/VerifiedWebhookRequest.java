package dev.webhooks.signature;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;

/**
 * A request that was found authentic. Only {@link RequestVerifier} makes one.
 */
public final class VerifiedWebhookRequest {

	private final WebhookRequest request;

	private final @Nullable Secret secret;

	VerifiedWebhookRequest(WebhookRequest request, @Nullable Secret secret) {
		this.request = request;
		this.secret = secret;
	}

	/**
	 * The request.
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

	@Override
	public String toString() {
		return this.request.toString();
	}

}
