package dev.webhooks.cli.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Sends requests by HTTP, byte for byte. Redirects are not followed, and of long answers
 * only the beginning is read. Safe for use by several threads.
 */
public final class RequestSender {

	private static final int LONGEST_ANSWER = 64 * 1024;

	/** Headers that the client of the JDK writes itself. */
	private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade",
			"transfer-encoding");

	private static final String USER_AGENT = "User-Agent";

	/** Reading waits, for which the pool that all of Java shares has too few threads. */
	private static final Executor READERS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "answer");
		thread.setDaemon(true);
		return thread;
	});

	private final HttpClient client;

	private final Duration timeout;

	/**
	 * Creates a sender.
	 * @param timeout how long an answer may take to its end
	 */
	public RequestSender(Duration timeout) {
		this(timeout, null);
	}

	/**
	 * Creates a sender.
	 * @param timeout how long an answer may take to its end
	 * @param trust whom it trusts, or {@code null} for those whom Java trusts
	 */
	public RequestSender(Duration timeout, @Nullable SSLContext trust) {
		this.timeout = timeout;
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(timeout);
		this.client = ((trust != null) ? builder.sslContext(trust) : builder).build();
	}

	/**
	 * Checks a URL that a command is given.
	 * @param url the URL
	 * @return the URL
	 */
	public static URI check(String url) {
		try {
			URI uri = URI.create(url);
			String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			if (uri.getHost() != null && uri.getRawUserInfo() == null
					&& (scheme.equals("http") || scheme.equals("https"))) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below
		}
		throw CommandFailure.usage("'%s' is not a URL to send to.".formatted(url),
				"Name one such as http://localhost:8080/webhooks/stripe, without user and password.");
	}

	/**
	 * Sends a request and waits for the answer.
	 * @param request the request
	 * @return the answer
	 * @throws CommandFailure if there is none
	 */
	public Answer send(RecordedRequest request) {
		try {
			return sendAsync(request).join();
		}
		catch (CompletionException ex) {
			throw Unreachable.of(request.url(), ex);
		}
	}

	/**
	 * Sends a request.
	 * @param request the request
	 * @return the answer in the future, or the failure as the client tells it
	 */
	public CompletableFuture<Answer> sendAsync(RecordedRequest request) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(check(request.url()))
			.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
		for (Map.Entry<String, String> header : request.headers()) {
			if (!OWN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
				builder.header(header.getKey(), header.getValue());
			}
		}
		if (request.header(USER_AGENT) == null) {
			builder.header(USER_AGENT, "webhook-cli");
		}
		long start = System.nanoTime();
		CompletableFuture<HttpResponse<InputStream>> response = this.client.sendAsync(builder.build(),
				HttpResponse.BodyHandlers.ofInputStream());
		return response.thenApplyAsync((answer) -> answer(answer, start), READERS)
			.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
			.whenComplete((answer, failure) -> {
				if (failure != null) {
					close(response);
				}
			});
	}

	private static Answer answer(HttpResponse<InputStream> response, long start) {
		try (InputStream body = response.body()) {
			byte[] read = body.readNBytes(LONGEST_ANSWER);
			boolean more = read.length == LONGEST_ANSWER && body.read() >= 0;
			Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
			return new Answer(response.statusCode(), headers, read, more, Duration.ofNanos(System.nanoTime() - start));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends what drips. */
	private static void close(CompletableFuture<HttpResponse<InputStream>> response) {
		response.cancel(true);
		response.thenAccept((answer) -> {
			try {
				answer.body().close();
			}
			catch (IOException ex) {
				// Nobody waits for it any more
			}
		});
	}

}
