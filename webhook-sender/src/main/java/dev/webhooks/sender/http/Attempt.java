package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.apache.hc.core5.http.RequestNotExecutedException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on its way: the addresses of the host are tried in turn until one takes the
 * connection. Whatever ends the attempt ends the exchange that is under way, and gives
 * back the place that the attempt had, before anybody is told.
 */
final class Attempt {

	private static final int MAX_ADDRESSES = 4;

	/** So many connections that were kept may turn out to be closed. */
	private static final int MAX_RENEWALS = 3;

	private final AttemptRequest request;

	private final PinnedClient client;

	private final boolean proxied;

	private final Runnable release;

	private final long start = System.nanoTime();

	private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

	private final CompletableFuture<AttemptOutcome> outcome = new Outcome();

	private volatile @Nullable Future<?> deadline;

	private volatile @Nullable Exchange exchange;

	/**
	 * Creates an attempt.
	 * @param request the request
	 * @param client makes the exchanges
	 * @param proxied whether a proxy connects to the endpoint
	 * @param release gives back the place that the attempt has
	 */
	Attempt(AttemptRequest request, PinnedClient client, boolean proxied, Runnable release) {
		this.request = request;
		this.client = client;
		this.proxied = proxied;
		this.release = release;
		// Who was given the future may complete it by other means than to cancel it
		this.outcome.whenComplete((outcome, cancelled) -> end(State.FAILED));
	}

	/**
	 * Outcome of the attempt. Whoever cancels it ends the attempt.
	 * @return the outcome, which never fails
	 */
	CompletableFuture<AttemptOutcome> outcome() {
		return this.outcome;
	}

	/**
	 * Takes what ends the attempt when its time is over.
	 * @param deadline what does so
	 */
	void endBy(Future<?> deadline) {
		this.deadline = deadline;
		if (this.state.get() != State.UNDER_WAY) {
			deadline.cancel(false);
		}
	}

	/**
	 * Goes on when the addresses are there.
	 * @param addresses the addresses, each of which may be connected to
	 * @param way makes a way of an address
	 */
	void connect(CompletableFuture<List<InetAddress>> addresses, Function<InetAddress, PinnedRoute> way) {
		addresses.whenComplete((found, failure) -> {
			if (failure != null) {
				fail(failure);
			}
			else {
				tryNext(found.stream().limit(MAX_ADDRESSES).map(way).toList(), MAX_RENEWALS);
			}
		});
	}

	private void tryNext(List<PinnedRoute> ways, int renewals) {
		PinnedRoute way = ways.get(0);
		Exchange next = new Exchange(way.route(), this::answered, (cause) -> {
			if (cause instanceof RequestNotExecutedException && renewals > 0) {
				tryNext(ways, renewals - 1);
			}
			else if (ways.size() > 1 && FailureReading.isOfConnecting(cause)) {
				tryNext(ways.subList(1, ways.size()), renewals);
			}
			else {
				fail(cause);
			}
		});
		this.exchange = next;
		if (this.state.get() != State.UNDER_WAY) {
			return;
		}
		try {
			this.client.execute(this.request, way, new AnswerReader(this::elapsed), next);
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		if (this.state.get() == State.FAILED) {
			next.end();
		}
	}

	private void answered(AttemptAnswer answer) {
		if (end(State.ANSWERED)) {
			this.outcome.complete(answer);
		}
	}

	void fail(Throwable cause) {
		fail(FailureReading.of(cause, this.proxied, elapsed()));
	}

	void fail(FailureKind kind) {
		fail(FailureReading.of(kind, elapsed()));
	}

	private void fail(AttemptFailure failure) {
		if (end(State.FAILED)) {
			this.outcome.complete(failure);
		}
	}

	private boolean end(State end) {
		if (!this.state.compareAndSet(State.UNDER_WAY, end)) {
			return false;
		}
		Future<?> deadline = this.deadline;
		if (deadline != null) {
			deadline.cancel(false);
		}
		Exchange exchange = this.exchange;
		if (end == State.FAILED && exchange != null) {
			exchange.end();
		}
		this.release.run();
		return true;
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	private enum State {

		UNDER_WAY, ANSWERED, FAILED

	}

	/**
	 * Ends the attempt before it tells that it was cancelled.
	 */
	private final class Outcome extends CompletableFuture<AttemptOutcome> {

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			// Whatever else has ended the attempt is about to complete it
			return end(State.FAILED) ? super.cancel(mayInterruptIfRunning) : isCancelled();
		}

	}

}
