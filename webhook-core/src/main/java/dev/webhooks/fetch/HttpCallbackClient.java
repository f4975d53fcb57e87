package dev.webhooks.fetch;

import java.io.IOException;
import java.net.http.HttpRequest;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Asks by the HTTP client of the JDK, without redirects, proxies or cookies, and reads
 * some kilobytes of the answer at most. Safe for use by several threads.
 */
public final class HttpCallbackClient implements CallbackClient {

	private static final int MAX_SIZE = 64 * 1024;

	/** PayPal refuses requests that do not say who asks. */
	private static final String USER_AGENT = "dev.webhooks";

	private final BoundedHttp http;

	/**
	 * Creates a client that trusts whom the Java platform trusts.
	 */
	public HttpCallbackClient() {
		this(null);
	}

	/**
	 * Creates a client.
	 * @param tls says who is trusted, or {@code null} for whom the Java platform trusts
	 */
	public HttpCallbackClient(@Nullable SSLContext tls) {
		this.http = new BoundedHttp(tls, MAX_SIZE);
	}

	@Override
	public byte[] ask(CallbackRequest request) throws IOException {
		HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).header("User-Agent", USER_AGENT);
		if (request.hasBody()) {
			builder.header("Content-Type", request.contentType())
				.POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
		}
		return this.http.send(builder, request.timeout());
	}

}
