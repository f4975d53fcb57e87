package dev.webhooks;

/**
 * Turns a verified request into the document that it carries, encrypted, signed or
 * wrapped. What it makes is what handshakes, locators and listeners see from then on.
 * <p>
 * A bean of this type is chosen by its name, which is set as {@code event.decoder} of a
 * provider. It is called once for each request, after that was verified and before
 * anything else is done with it, by several threads at once.
 */
@FunctionalInterface
public interface WebhookPayloadDecoder {

	/**
	 * Decodes a request.
	 * @param request the request, with the exact bytes of its body; never {@code null}
	 * @return the document, JSON or XML, never {@code null} and no larger than the body
	 * of a request may be
	 * @throws Exception if the request cannot be decoded; it is answered 400, without a
	 * word of what was wrong. Where that is not the request's fault, throw a
	 * {@link WebhookRejectedException} with {@link RejectionReason#VERDICT_UNKNOWN},
	 * which is answered 503, so that the provider delivers again
	 */
	byte[] decode(WebhookRequest request) throws Exception;

}
