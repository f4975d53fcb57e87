package dev.webhooks.fetch;

import java.io.IOException;
import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Fetches what requests are verified with and what is not in the configuration:
 * certificates and public keys. A bean of this type replaces the built-in one, for
 * example to go through a proxy.
 * <p>
 * It is asked only for URIs that were compared with the configured hosts before. It must
 * not follow redirects, since their target was not.
 */
@FunctionalInterface
public interface ResourceFetcher {

	/**
	 * Fetches a resource.
	 * @param uri an {@code https} URI
	 * @param json the JSON document to send by POST, or {@code null} for GET
	 * @return the bytes of the answer
	 * @throws IOException if there is no answer in time, or none that is successful
	 */
	byte[] fetch(URI uri, @Nullable String json) throws IOException;

}
