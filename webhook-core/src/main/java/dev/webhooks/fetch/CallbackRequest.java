package dev.webhooks.fetch;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The request by which a provider is asked whether it sent what was received. It may hold
 * the secret: {@code toString} shows neither the query string nor the body. Immutable.
 */
public final class CallbackRequest {

	private final URI uri;

	private final byte @Nullable [] body;

	private final String contentType;

	private final Duration timeout;

	/**
	 * Creates a request.
	 * @param uri where to ask
	 * @param body what to send by POST, or {@code null} for GET
	 * @param contentType the content type of the body
	 * @param timeout how long the whole answer may take
	 */
	public CallbackRequest(URI uri, byte @Nullable [] body, String contentType, Duration timeout) {
		this.uri = uri;
		this.body = (body != null) ? body.clone() : null;
		this.contentType = contentType;
		this.timeout = timeout;
	}

	/**
	 * Where to ask.
	 * @return the URL, with its query string
	 */
	public URI uri() {
		return this.uri;
	}

	/**
	 * Tells whether there is something to send, which is then done by POST.
	 * @return {@code false} for GET
	 */
	public boolean hasBody() {
		return this.body != null;
	}

	/**
	 * The bytes to send.
	 * @return a copy of the bytes; none for GET
	 */
	public byte[] body() {
		return (this.body != null) ? this.body.clone() : new byte[0];
	}

	/**
	 * The content type of the body.
	 * @return the content type
	 */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * How long the whole answer may take, from the connection to its last byte.
	 * @return the time
	 */
	public Duration timeout() {
		return this.timeout;
	}

	@Override
	public String toString() {
		return (hasBody() ? "POST " : "GET ") + this.uri.getScheme() + "://" + this.uri.getRawAuthority()
				+ this.uri.getRawPath();
	}

}
