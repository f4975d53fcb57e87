package dev.webhooks.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Fetches by the HTTP client of the JDK: over TLS only, without redirects, proxies or
 * cookies, for a few seconds, and some megabytes at most. Safe for use by several
 * threads.
 */
public final class HttpResourceFetcher implements ResourceFetcher {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/** Some lists of addresses are of several megabytes. */
	private static final int MAX_SIZE = 8 * 1024 * 1024;

	private static final int OK = 200;

	private final @Nullable SSLContext tls;

	private @Nullable HttpClient client;

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
		this.tls = tls;
	}

	@Override
	public byte[] fetch(URI uri, @Nullable String json) throws IOException {
		if (!"https".equals(uri.getScheme())) {
			throw new IOException("Only https is fetched");
		}
		HttpResponse<byte[]> response = await(
				client().sendAsync(request(uri, json), (info) -> new LimitedBody(MAX_SIZE)));
		if (response.statusCode() != OK) {
			throw new IOException("%s answered %d".formatted(uri.getHost(), response.statusCode()));
		}
		return response.body();
	}

	private static HttpRequest request(URI uri, @Nullable String json) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
		return (json == null) ? request.build()
				: request.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(json))
					.build();
	}

	/**
	 * Waits for the whole answer: the time-out of the client ends with the head of it.
	 */
	private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response) throws IOException {
		try {
			return response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			response.cancel(true);
			throw new IOException("There was no answer in time", ex);
		}
		catch (ExecutionException ex) {
			throw new IOException("Fetching failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			response.cancel(true);
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while fetching");
		}
	}

	/**
	 * Makes the client, which has threads, when it is first needed.
	 */
	private synchronized HttpClient client() {
		if (this.client == null) {
			HttpClient.Builder builder = HttpClient.newBuilder();
			this.client = ((this.tls != null) ? builder.sslContext(this.tls) : builder)
				.version(HttpClient.Version.HTTP_1_1)
				.followRedirects(HttpClient.Redirect.NEVER)
				.proxy(HttpClient.Builder.NO_PROXY)
				.connectTimeout(CONNECT_TIMEOUT)
				.build();
		}
		return this.client;
	}

}
