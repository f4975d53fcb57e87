package dev.webhooks.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * Makes calls that begin at the same time, each on a thread of its own.
 */
final class OverlappingCalls {

	private OverlappingCalls() {
	}

	/**
	 * Makes the same call twice at once. That one of them fails is what a listener may
	 * count on: it would be tried again.
	 * @return what one of them returned
	 * @throws Exception what both have thrown
	 */
	static @Nullable Object twice(Callable<@Nullable Object> call) throws Exception {
		Exception failure = null;
		boolean succeeded = false;
		Object result = null;
		for (FutureTask<@Nullable Object> task : start(2, call)) {
			try {
				result = task.get();
				succeeded = true;
			}
			catch (ExecutionException ex) {
				failure = (ex.getCause() instanceof Exception exception) ? exception : ex;
			}
		}
		if (!succeeded && failure != null) {
			throw failure;
		}
		return result;
	}

	/**
	 * Starts the same call several times.
	 * @return the calls, which begin when all threads are there
	 */
	static <T extends @Nullable Object> List<FutureTask<T>> start(int times, Callable<T> call) {
		CyclicBarrier barrier = new CyclicBarrier(times);
		List<FutureTask<T>> tasks = new ArrayList<>();
		for (int i = 1; i <= times; i++) {
			FutureTask<T> task = new FutureTask<>(() -> {
				barrier.await();
				return call.call();
			});
			Thread thread = new Thread(null, task, "webhook-conformance-" + i, 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
			thread.start();
			tasks.add(task);
		}
		return tasks;
	}

}
