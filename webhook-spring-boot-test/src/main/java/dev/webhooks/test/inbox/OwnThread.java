package dev.webhooks.test.inbox;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does something on a thread of its own and waits for it: what a test has put into its
 * thread, such as a transaction, a request or a user, is not there when listeners run.
 */
final class OwnThread {

	private static final String NAME = "webhook-inbox-on-demand";

	private OwnThread() {
	}

	static void run(Runnable action) {
		FutureTask<Void> task = new FutureTask<>(action, null);
		Thread thread = new Thread(null, task, NAME, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
		thread.start();
		try {
			task.get();
			thread.join();
		}
		catch (InterruptedException ex) {
			thread.interrupt();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The test was interrupted while deliveries ran", ex);
		}
		catch (ExecutionException ex) {
			throw failure(ex);
		}
	}

	private static RuntimeException failure(ExecutionException ex) {
		if (ex.getCause() instanceof Error error) {
			throw error;
		}
		return (ex.getCause() instanceof RuntimeException exception) ? exception : new IllegalStateException(ex);
	}

}
