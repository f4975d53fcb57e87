package dev.webhooks.cli.send;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.request.Unreachable;
import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Sends many requests, so many in a second and so many at a time. It is used once, by one
 * thread; any other may end it.
 */
public final class Volley {

	private final RequestSender sender;

	private final Supplier<RecordedRequest> requests;

	private final Tally tally;

	private final int concurrency;

	private volatile boolean stopped;

	/**
	 * Creates a volley.
	 * @param sender sends requests
	 * @param requests makes them
	 * @param tally counts the answers
	 * @param concurrency how many may wait for their answer
	 */
	public Volley(RequestSender sender, Supplier<RecordedRequest> requests, Tally tally, int concurrency) {
		this.sender = sender;
		this.requests = requests;
		this.tally = tally;
		this.concurrency = concurrency;
	}

	/**
	 * Sends the requests and waits for all answers.
	 * @param count how many
	 * @param rate how many in a second, 0 for as many as there can be
	 * @param progress is told of each answer
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void send(int count, double rate, Runnable progress) throws InterruptedException {
		Semaphore free = new Semaphore(this.concurrency);
		long start = System.nanoTime();
		for (int i = 0; i < count && !this.stopped; i++) {
			if (rate > 0) {
				long due = start + (long) (i * TimeUnit.SECONDS.toNanos(1) / rate);
				TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
			}
			free.acquire();
			RecordedRequest request = made(free);
			this.sender.sendAsync(request).whenComplete((answer, failure) -> {
				if (failure != null) {
					this.tally.add(failure(request, failure));
				}
				else {
					this.tally.add(answer);
				}
				progress.run();
				free.release();
			});
		}
		free.acquire(this.concurrency);
	}

	private RecordedRequest made(Semaphore free) {
		try {
			return this.requests.get();
		}
		catch (RuntimeException ex) {
			free.release();
			throw ex;
		}
	}

	private static CommandFailure failure(RecordedRequest request, Throwable thrown) {
		return Unreachable.of(request.url(), thrown);
	}

	/** Sends no more. */
	public void stop() {
		this.stopped = true;
	}

}
