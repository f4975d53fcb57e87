package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.apache.hc.core5.http.RequestNotExecutedException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on its way: the addresses of the host are tried in turn until one takes the
 * connection. Whatever ends the attempt ends the exchange that is under way.
 */
final class Attempt {

	private static final int MAX_ADDRESSES = 4;

	/** So many connections that were kept may turn out to be closed. */
	private static final int MAX_RENEWALS = 3;

	private final AttemptRequest request;

	private final PinnedClient client;

	private final boolean proxied;

	private final long start = System.nanoTime();

	private final CompletableFuture<AttemptOutcome> outcome = new CompletableFuture<>();

	private volatile @Nullable Exchange exchange;

	Attempt(AttemptRequest request, PinnedClient client, boolean proxied) {
		this.request = request;
		this.client = client;
		this.proxied = proxied;
	}

	/**
	 * Outcome of the attempt. Whoever cancels it ends the attempt.
	 * @return the outcome, which never fails
	 */
	CompletableFuture<AttemptOutcome> outcome() {
		return this.outcome;
	}

	/**
	 * Ends the attempt when its time is over.
	 * @param deadline what does so
	 */
	void endBy(Future<?> deadline) {
		this.outcome.whenComplete((outcome, cancelled) -> {
			deadline.cancel(false);
			if (cancelled != null || !(outcome instanceof AttemptAnswer)) {
				endExchange();
			}
		});
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
		if (this.outcome.isDone()) {
			return;
		}
		PinnedRoute way = ways.get(0);
		Exchange next = new Exchange(way.route(), this.outcome::complete, (cause) -> {
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
		if (this.outcome.isDone()) {
			return;
		}
		this.client.execute(this.request, way, new AnswerReader(this::elapsed), next);
		if (this.outcome.isDone() && !(this.outcome.getNow(null) instanceof AttemptAnswer)) {
			next.end();
		}
	}

	private void endExchange() {
		Exchange exchange = this.exchange;
		if (exchange != null) {
			exchange.end();
		}
	}

	void fail(Throwable cause) {
		this.outcome.complete(FailureReading.of(cause, this.proxied, elapsed()));
	}

	void fail(FailureKind kind) {
		this.outcome.complete(FailureReading.of(kind, elapsed()));
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
