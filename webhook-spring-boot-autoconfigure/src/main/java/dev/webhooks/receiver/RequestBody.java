package dev.webhooks.receiver;

import java.io.IOException;

import dev.webhooks.Internal;

/**
 * The body of a request that is not read yet.
 */
@FunctionalInterface
@Internal
public interface RequestBody {

	/**
	 * Reads the body.
	 * @param limit the largest number of bytes that may be read
	 * @return the exact bytes
	 * @throws dev.webhooks.WebhookRejectedException if the body is larger than the limit
	 * @throws IOException if the body cannot be read to its end
	 */
	byte[] read(int limit) throws IOException;

}
