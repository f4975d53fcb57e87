package dev.webhooks.signature;

/**
 * Signs bare texts, for providers that have one signed to see who is there.
 * Implementations are immutable and safe for use by several threads.
 */
@FunctionalInterface
public interface TokenSigner {

	/**
	 * Signs a text.
	 * @param token the text
	 * @return the signature as the scheme writes it
	 * @throws dev.webhooks.WebhookRejectedException if the text is none to sign
	 */
	String sign(String token);

}
