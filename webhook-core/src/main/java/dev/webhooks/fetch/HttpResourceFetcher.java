package dev.webhooks.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Fetches by the HTTP client of the JDK: over TLS only, without redirects, proxies or
 * cookies, for a few seconds, and some megabytes at most. Safe for use by several
 * threads.
 */
public final class HttpResourceFetcher implements ResourceFetcher {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/** Some lists of addresses are of several megabytes. */
	private static final int MAX_SIZE = 8 * 1024 * 1024;

	private final BoundedHttp http;

	/**
	 * Creates a fetcher that trusts whom the Java platform trusts.
	 */
	public HttpResourceFetcher() {
		this(null);
	}

	/**
	 * Creates a fetcher.
	 * @param tls says who is trusted, or {@code null} for whom the Java platform trusts
	 */
	public HttpResourceFetcher(@Nullable SSLContext tls) {
		this.http = new BoundedHttp(tls, MAX_SIZE);
	}

	@Override
	public byte[] fetch(URI uri, @Nullable String json) throws IOException {
		if (!"https".equals(uri.getScheme())) {
			throw new IOException("Only https is fetched");
		}
		return this.http.send(request(uri, json), TIMEOUT);
	}

	private static HttpRequest.Builder request(URI uri, @Nullable String json) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri);
		return (json == null) ? request
				: request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
	}

}
