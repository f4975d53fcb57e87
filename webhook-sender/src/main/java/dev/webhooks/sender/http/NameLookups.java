package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up on threads of its own, since a look-up blocks and cannot be ended.
 * Attempts that ask for the same at the same time share one look-up, so that a name whose
 * servers are slow takes one thread. Nothing is remembered.
 */
final class NameLookups {

	private static final int IDLE_SECONDS = 30;

	private final ThreadPoolExecutor executor;

	private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

	NameLookups(int threads, int queue, ThreadFactory threadFactory) {
		this.executor = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(queue), threadFactory);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Looks a name up.
	 * @param key what the look-up is shared by
	 * @param lookup the look-up, which may block
	 * @return its result, of others too: it must not be cancelled
	 */
	CompletableFuture<List<InetAddress>> find(String key, Callable<List<InetAddress>> lookup) {
		CompletableFuture<List<InetAddress>> own = new CompletableFuture<>();
		CompletableFuture<List<InetAddress>> shared = this.running.putIfAbsent(key, own);
		if (shared != null) {
			return shared;
		}
		try {
			this.executor.execute(() -> run(key, lookup, own));
		}
		catch (RejectedExecutionException ex) {
			this.running.remove(key, own);
			own.completeExceptionally(ex);
		}
		return own;
	}

	private void run(String key, Callable<List<InetAddress>> lookup, CompletableFuture<List<InetAddress>> result) {
		try {
			List<InetAddress> addresses = lookup.call();
			this.running.remove(key, result);
			result.complete(addresses);
		}
		catch (Exception | StackOverflowError ex) {
			this.running.remove(key, result);
			result.completeExceptionally(ex);
		}
	}

	void close() {
		this.executor.shutdownNow();
	}

}
