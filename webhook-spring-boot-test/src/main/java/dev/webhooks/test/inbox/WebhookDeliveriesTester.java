package dev.webhooks.test.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import dev.webhooks.Internal;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.receiver.LocalDeduplication;

/**
 * Runs the deliveries of the inbox in a test, when the test asks for it and by the clock
 * of the test, and says where they stand, in an inbox in memory or in a database.
 * <p>
 * Deliveries wait to be run in the mode {@link WebhookDeliveryMode#MANUAL}. They are
 * claimed, handled and recorded as in production, transactional listeners, keys of order,
 * pauses and circuit breakers included, but one after the other on one thread, which is
 * not that of the test: a transaction of the test is not seen by them. When a method
 * returns, all that was due has ended and is recorded.
 * <p>
 * Time is that of the application's clock. If that is a
 * {@link dev.webhooks.test.MutableClock}, it is set; beside any other the inbox has a
 * time of its own that goes ahead. Safe for use by several threads, which wait for each
 * other.
 */
public final class WebhookDeliveriesTester {

	private static final Logger logger = LoggerFactory.getLogger(WebhookDeliveriesTester.class);

	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			WebhookDeliveriesTester.class.getClassLoader());

	private static final int MOST_STEPS = 1000;

	private static final DeliveryFilter UNFINISHED = DeliveryFilter.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING,
			DeliveryStatus.PROCESSING, DeliveryStatus.DEAD);

	private static final int MOST_DISCARDED = 500;

	/** Whatever the clocks of other tests have shown. */
	private static final Instant LATER_THAN_ALL = Instant.parse("9999-01-01T00:00:00Z");

	private final @Nullable InboxEngine engine;

	private final RunRecorder recorder;

	private final InboxTime time;

	private final @Nullable EventDeduplication deduplication;

	/**
	 * Creates an instance.
	 * @param engine the engine of the inbox, or {@code null} if there is no inbox
	 * @param recorder is told of each run
	 * @param deduplication remembers what was processed before the answer, or
	 * {@code null}
	 */
	@Internal
	public WebhookDeliveriesTester(@Nullable InboxEngine engine, RunRecorder recorder,
			@Nullable EventDeduplication deduplication) {
		Clock clock = (engine != null) ? engine.clock() : Clock.systemUTC();
		this.engine = engine;
		this.recorder = recorder;
		this.time = (clock instanceof InboxTime own) ? own : new InboxTime(clock);
		this.deduplication = deduplication;
	}

	/**
	 * Runs all that is due. What fails and is to be tried again later waits for that.
	 * @return what has run and how it ended, in order
	 * @throws IllegalStateException if deliveries run by themselves
	 */
	public synchronized List<DeliveryRun> runDue() {
		InboxEngine engine = manual();
		warnOfTransaction();
		return this.recorder.during(() -> OwnThread.run(engine::runDue));
	}

	/**
	 * Lets time pass, and runs what is due then.
	 * @param time how much time
	 * @return what has run and how it ended, in order
	 * @throws IllegalStateException if deliveries run by themselves
	 */
	public synchronized List<DeliveryRun> advance(Duration time) {
		Assert.isTrue(!time.isNegative(), "'time' must not be negative");
		manual();
		this.time.goOn(time);
		return runDue();
	}

	/**
	 * Runs what is due and, if that is nothing, lets time pass until something is.
	 * @return what has run and how it ended, in order; nothing if nothing is left to do,
	 * or waits for something else than time, such as a pause
	 * @throws IllegalStateException if deliveries run by themselves
	 */
	public synchronized List<DeliveryRun> runNext() {
		for (int i = 0; i < MOST_STEPS; i++) {
			Instant begin = this.time.instant();
			List<DeliveryRun> runs = runDue();
			if (!runs.isEmpty() || !goOnAfter(begin)) {
				return runs;
			}
		}
		return List.of();
	}

	/**
	 * Runs what is due, lets time pass until the next attempt, and so on, until all
	 * deliveries are processed or given up, or wait for something else than time, such as
	 * a pause.
	 * @return what has run and how it ended, in order
	 * @throws IllegalStateException if deliveries run by themselves, or there is no end
	 * of it after a thousand steps
	 */
	public synchronized List<DeliveryRun> runUntilDone() {
		List<DeliveryRun> runs = new ArrayList<>();
		for (int i = 0; i < MOST_STEPS; i++) {
			Instant begin = this.time.instant();
			runs.addAll(runDue());
			if (!goOnAfter(begin)) {
				return runs;
			}
		}
		throw new IllegalStateException(
				"After %s steps there still are deliveries to be tried again, it is %s and the last run was %s"
					.formatted(MOST_STEPS, this.time.instant(), runs.isEmpty() ? "never" : runs.get(runs.size() - 1)));
	}

	/**
	 * Lets time pass until something is due that was not when the last run began. It may
	 * be due by now, if the clock goes by itself.
	 */
	private boolean goOnAfter(Instant begin) {
		Instant next = new NextAttempt(engine().storage()).after(begin);
		if (next != null) {
			this.time.goOnTo(next);
		}
		return next != null;
	}

	/**
	 * The deliveries of an event, one for each listener that it goes to. Use it with
	 * AssertJ: {@code assertThat(deliveries.of("evt_1")).isProcessed()}.
	 * @param eventId the id that the provider gave the event
	 * @return the deliveries
	 */
	public SelectedDeliveries of(String eventId) {
		return select(DeliveryFilter.of().eventId(eventId), "deliveries of event '" + eventId + "'");
	}

	/**
	 * The deliveries of the event that was accepted last.
	 * @return the deliveries
	 */
	public SelectedDeliveries ofLast() {
		List<WebhookDelivery> newest = engine().operations().find(DeliveryFilter.of(), 1);
		return newest.isEmpty() ? all() : select(DeliveryFilter.of().event(newest.get(0).id().event()),
				"deliveries of the last event, '" + newest.get(0).eventId() + "'");
	}

	/**
	 * The deliveries to a listener.
	 * @param listener the id of the listener
	 * @return the deliveries
	 */
	public SelectedDeliveries to(String listener) {
		return all().to(listener);
	}

	/**
	 * All deliveries, of other tests in the same inbox too, unless they were
	 * {@linkplain #clear cleared}.
	 * @return the deliveries
	 */
	public SelectedDeliveries all() {
		return select(DeliveryFilter.of(), "deliveries");
	}

	private SelectedDeliveries select(DeliveryFilter filter, String description) {
		return new SelectedDeliveries(engine().operations(), this.time, filter, description);
	}

	/**
	 * Empties the inbox of this application and opens what is paused, so that a test
	 * finds nothing of those before it: neither deliveries that they have left, nor
	 * events of which another would be a duplicate. What runs is left. Call it before
	 * each test of a class if its tests do not have events of their own, such as those
	 * with an id that is always the same. The time of the inbox stays where it is.
	 * @throws IllegalStateException if there is no inbox, and events are remembered
	 * elsewhere than in this application
	 */
	public synchronized void clear() {
		if (this.engine != null) {
			clear(this.engine.storage(), this.time.instant());
		}
		if (this.deduplication instanceof LocalDeduplication local) {
			local.forget();
		}
		else if (this.deduplication != null && this.engine == null) {
			throw new IllegalStateException(
					"What was processed is remembered elsewhere, where a test cannot forget it. "
							+ "Set 'webhooks.deduplication.store' to 'local' in tests");
		}
	}

	private static void clear(DeliveryStorage storage, Instant now) {
		int discarded;
		do {
			List<DeliveryId> found = storage.archive()
				.find(UNFINISHED, MOST_DISCARDED)
				.stream()
				.map(WebhookDelivery::id)
				.toList();
			discarded = storage.archive().discard(found, UNFINISHED.statuses(), now);
		}
		while (discarded > 0);
		storage.retention().pruneAll(LATER_THAN_ALL);
		storage.store().closedGates(now).forEach((gate) -> storage.store().open(gate.destination()));
	}

	private InboxEngine engine() {
		Assert.state(this.engine != null, "There is no inbox in this test, and listeners run before the answer. Set "
				+ "'webhooks.inbox.type' to 'memory', or have a DataSource");
		return this.engine;
	}

	private InboxEngine manual() {
		InboxEngine engine = engine();
		Assert.state(engine.isOnDemand(), "Deliveries run by themselves here. Add "
				+ "@AutoConfigureWebhooks(deliveries = MANUAL) to the test, or set 'webhooks.test.deliveries' to 'manual', "
				+ "to run them by WebhookDeliveriesTester");
		return engine;
	}

	private static void warnOfTransaction() {
		if (TRANSACTIONS && TestTransactions.isActive()) {
			logger.warn("Deliveries run while the test is in a transaction: listeners do not see what it has written, "
					+ "wait for the rows it has locked, and what they write is not rolled back. Remove @Transactional "
					+ "from the test, or call TestTransaction.end() before");
		}
	}

}
