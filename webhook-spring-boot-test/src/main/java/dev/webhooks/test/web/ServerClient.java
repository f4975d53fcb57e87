package dev.webhooks.test.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * The client that sends requests to servers, and lets go of its threads when it is
 * closed. Safe for use by several threads.
 */
@Internal
public final class ServerClient implements AutoCloseable {

	private @Nullable HttpClient client;

	private @Nullable ExecutorService executor;

	HttpResponse<byte[]> send(HttpRequest request) {
		try {
			return client().send(request, HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The request was not answered", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The answer was not waited for", ex);
		}
	}

	private synchronized HttpClient client() {
		if (this.client == null) {
			this.executor = Executors.newCachedThreadPool((task) -> {
				Thread thread = new Thread(null, task, "webhook-test-client", 0, false);
				thread.setDaemon(true);
				return thread;
			});
			this.client = HttpClient.newBuilder().executor(this.executor).build();
		}
		return this.client;
	}

	/**
	 * Closes the client. Before Java 21 it ends when it is not referenced any more.
	 */
	@Override
	public synchronized void close() throws Exception {
		Object closed = this.client;
		this.client = null;
		if (closed instanceof AutoCloseable closeable) {
			closeable.close();
		}
		if (this.executor != null) {
			this.executor.shutdown();
			this.executor = null;
		}
	}

}
