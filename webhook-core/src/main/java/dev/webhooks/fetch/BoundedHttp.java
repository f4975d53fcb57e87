package dev.webhooks.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
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
 * The HTTP client of the JDK without redirects, proxies or cookies, and with a limit to
 * the size of an answer and to the time that all of it takes. Safe for use by several
 * threads.
 */
final class BoundedHttp {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

	private static final int OK = 200;

	private final @Nullable SSLContext tls;

	private final int maxSize;

	private @Nullable HttpClient client;

	/**
	 * Creates a client.
	 * @param tls says who is trusted, or {@code null} for whom the Java platform trusts
	 * @param maxSize bytes of an answer at most
	 */
	BoundedHttp(@Nullable SSLContext tls, int maxSize) {
		this.tls = tls;
		this.maxSize = maxSize;
	}

	/**
	 * Sends a request and waits for the whole answer.
	 * @return the bytes of an answer with status 200
	 * @throws IOException if there is none; the message shows no more of the URL than its
	 * host
	 */
	byte[] send(HttpRequest.Builder builder, Duration timeout) throws IOException {
		HttpRequest request = builder.timeout(timeout).build();
		HttpResponse<byte[]> response = await(client().sendAsync(request, (info) -> new LimitedBody(this.maxSize)),
				timeout);
		if (response.statusCode() != OK) {
			throw new IOException("%s answered %s".formatted(request.uri().getHost(), response.statusCode()));
		}
		return response.body();
	}

	/**
	 * Waits for the whole answer: the time-out of the client ends with the head of it.
	 */
	private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response, Duration timeout)
			throws IOException {
		try {
			return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
