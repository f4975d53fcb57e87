package dev.webhooks.fetch;

import java.io.IOException;

/**
 * Asks providers whether they sent what was received. A bean of this type replaces the
 * built-in one, for example to go through a proxy, or to stand in for the provider in a
 * test. Implementations are safe for use by several threads.
 * <p>
 * It must not follow redirects, since what is asked may hold the secret. For the same
 * reason neither the query string nor the body may be in the message of an exception.
 */
@FunctionalInterface
public interface CallbackClient {

	/**
	 * Asks a provider.
	 * @param request what to ask
	 * @return the bytes of an answer with status 200
	 * @throws IOException if there is no answer in time, or another one; the request is
	 * then answered 503, so that the provider sends it again
	 */
	byte[] ask(CallbackRequest request) throws IOException;

}
