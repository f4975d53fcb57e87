package dev.webhooks.sender.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.address.AddressGuard;
import dev.webhooks.sender.address.BlockedAddressException;
import dev.webhooks.sender.address.EndpointUrl;

/**
 * Makes attempts over HTTP/1.1, each to an address that the guard let pass. Safe for use
 * by several threads; it has few of its own, however many attempts are under way.
 */
public final class AttemptClient implements Closeable {

	private static final int QUEUED_LOOKUPS = 1000;

	private final AddressGuard guard;

	private final AttemptClientBuilder settings;

	private final InFlight inFlight;

	private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

	private final NameLookups lookups;

	private final PinnedClient client;

	private final ScheduledThreadPoolExecutor timer;

	private volatile boolean closed;

	AttemptClient(AttemptClientBuilder settings) {
		ThreadFactory threads = new DefaultThreadFactory("webhook-attempt", true);
		this.guard = settings.guard;
		this.settings = settings;
		this.inFlight = new InFlight(settings.maxInFlight, settings.maxInFlightOfEndpoint);
		this.lookups = new NameLookups(settings.lookupThreads, QUEUED_LOOKUPS, threads);
		this.client = new PinnedClient(settings, threads);
		this.timer = new ScheduledThreadPoolExecutor(1, threads);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Starts building a client.
	 * @param guard decides which addresses may be connected to
	 * @return a builder
	 */
	public static AttemptClientBuilder builder(AddressGuard guard) {
		return new AttemptClientBuilder(guard);
	}

	/**
	 * Makes an attempt. The calling thread is not blocked.
	 * @param request the request
	 * @return the outcome, which never fails. When it is complete, the place of the
	 * attempt is free, and its connection has been given back or is being closed. What
	 * depends on it runs on a thread of the client and must not block. To cancel it ends
	 * the attempt at once, wherever it is.
	 */
	public CompletableFuture<AttemptOutcome> attempt(AttemptRequest request) {
		if (this.closed || !this.inFlight.enter(request.endpoint())) {
			FailureKind kind = this.closed ? FailureKind.CLOSED : FailureKind.BUSY;
			return CompletableFuture.completedFuture(FailureReading.of(kind, Duration.ZERO));
		}
		@Nullable ProxyAddress proxy = this.settings.proxy;
		Attempt attempt = new Attempt(request, this.client, proxy != null,
				() -> this.inFlight.leave(request.endpoint()));
		this.attempts.add(attempt);
		attempt.outcome().whenComplete((outcome, cancelled) -> this.attempts.remove(attempt));
		try {
			attempt.endBy(this.timer.schedule(() -> attempt.fail(FailureKind.DEADLINE), request.timeout().toNanos(),
					TimeUnit.NANOSECONDS));
			start(attempt, request, proxy);
		}
		catch (RejectedExecutionException ex) {
			attempt.fail(FailureKind.CLOSED);
		}
		return attempt.outcome();
	}

	private void start(Attempt attempt, AttemptRequest request, @Nullable ProxyAddress proxy) {
		EndpointUrl url = request.url();
		TlsIdentity identity = (request.identity() != null) ? request.identity() : this.settings.identity;
		if (proxy == null) {
			attempt.connect(this.lookups.find(url.toString(), () -> this.guard.resolve(url)),
					(address) -> PinnedRoute.direct(url, identity, address));
			return;
		}
		try {
			this.guard.checkWithoutLookup(url);
			attempt.connect(this.lookups.find("", () -> List.of(this.settings.proxyResolver.resolve(proxy.host()))),
					(address) -> PinnedRoute.through(proxy, address, url, identity));
		}
		catch (BlockedAddressException ex) {
			attempt.fail(ex);
		}
	}

	/**
	 * Number of attempts that are under way.
	 * @return the number
	 */
	public int inFlight() {
		return this.inFlight.total();
	}

	/**
	 * Number of connections that are open, for attempts or kept for the next.
	 * @return the number
	 */
	public int connections() {
		var statistics = this.client.statistics();
		return statistics.getLeased() + statistics.getAvailable();
	}

	/** Connections that attempts have, which are at times more than are under way. */
	int leased() {
		return this.client.statistics().getLeased();
	}

	/**
	 * Takes no more attempts, waits for those that are under way, and ends those that
	 * take too long.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.inFlight.awaitEmpty(this.settings.drain);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.attempts.forEach((attempt) -> attempt.fail(FailureKind.CLOSED));
		this.timer.shutdownNow();
		this.lookups.close();
		this.client.close();
	}

}
