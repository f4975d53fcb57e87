package dev.webhooks.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Fetches under way: each resource once, however many threads wait for it, and none of
 * them for another resource. Safe for use by several threads.
 *
 * @param <T> what fetching gives
 */
@Internal
public final class SharedFetches<T> {

	/** As many as there are threads that run one. */
	private final Map<String, FutureTask<T>> running = new HashMap<>();

	/**
	 * Waits for a fetch, or runs it where no other thread does.
	 * @param key what to fetch
	 * @param start decides what to run; must not wait for anything
	 * @return what was fetched
	 * @throws WebhookRejectedException if the fetch does, as it does with any other
	 * exception, or if the thread is interrupted
	 */
	public T await(String key, Supplier<Callable<T>> start) {
		FutureTask<T> task = join(key, start);
		// Does nothing where another thread runs it
		task.run();
		try {
			return task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WebhookRejectedException(RejectionReason.VERDICT_UNKNOWN, "Interrupted while it was found out",
					null, ex);
		}
	}

	private synchronized FutureTask<T> join(String key, Supplier<Callable<T>> start) {
		FutureTask<T> task = this.running.get(key);
		if (task == null) {
			Callable<T> fetch = start.get();
			task = new FutureTask<>(() -> run(key, fetch));
			this.running.put(key, task);
		}
		return task;
	}

	private T run(String key, Callable<T> fetch) throws Exception {
		try {
			return fetch.call();
		}
		finally {
			end(key);
		}
	}

	private synchronized void end(String key) {
		this.running.remove(key);
	}

}
