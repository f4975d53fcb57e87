package dev.webhooks.delivery.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.Gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How often the store of an engine is asked, and how long for.
 */
class EngineWatchTests extends Clock implements OperatedEngine {

	private final AtomicInteger looks = new AtomicInteger();

	private final DeliveryStorage storage = MemoryStorage.create();

	private volatile Instant now = Instant.parse("2026-11-28T12:00:00Z");

	private volatile boolean away;

	private volatile CountDownLatch answer = new CountDownLatch(0);

	private final EngineWatch watch = new EngineWatch(this, Duration.ofSeconds(5), Duration.ofMillis(500));

	@Override
	public DeliveryStorage storage() {
		this.looks.incrementAndGet();
		CountDownLatch wanted = this.answer;
		Awaitility.await().forever().until(() -> wanted.getCount() == 0);
		if (this.away) {
			throw new IllegalStateException("The database is away");
		}
		return this.storage;
	}

	/** The storage is asked for twice in each look. */
	private int looks() {
		return (this.looks.get() + 1) / 2;
	}

	@Test
	void whoeverAsksWithinSecondsGetsTheSame() {
		EngineSnapshot first = this.watch.snapshot();
		assertThat(this.watch.snapshot()).isSameAs(first);
		this.now = this.now.plusSeconds(5);
		assertThat(this.watch.snapshot()).isNotSameAs(first);
		assertThat(looks()).isEqualTo(2);
	}

	@Test
	void aClockThatIsSetBackKeepsNothingOld() {
		EngineSnapshot first = this.watch.snapshot();
		this.now = this.now.minusSeconds(3600);
		assertThat(this.watch.snapshot()).isNotSameAs(first);
	}

	@Test
	void aFailureIsRememberedAndNotAskedForAgain() {
		this.away = true;
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot)
			.withRootCauseInstanceOf(IllegalStateException.class);
		this.away = false;
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		assertThat(looks()).isOne();
		this.now = this.now.plusSeconds(5);
		assertThat(this.watch.snapshot().channels()).isEmpty();
	}

	@Test
	void aStoreThatHangsIsAskedOnceAndWaitedForOnce() {
		this.answer = new CountDownLatch(1);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		this.now = this.now.plusSeconds(60);
		long begin = System.nanoTime();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(400));
		assertThat(this.looks).hasValue(1);
		this.answer.countDown();
		Awaitility.await().ignoreExceptions().until(() -> this.watch.snapshot() != null);
	}

	@Test
	void aStoreThatIsSlowIsToldOfAsItWasSeenLast() {
		EngineSnapshot first = this.watch.snapshot();
		slow();
		this.now = this.now.plusSeconds(59);
		assertThat(this.watch.snapshot()).isSameAs(first);
		this.now = this.now.plusSeconds(1);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		this.answer.countDown();
	}

	@Test
	void whatIsSeenTooLateForWhoeverAskedIsUsedByTheNext() {
		slow();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		this.answer.countDown();
		Awaitility.await().ignoreExceptions().until(() -> this.watch.snapshot() != null);
		slow();
		this.now = this.now.plusSeconds(10);
		assertThat(this.watch.snapshot().takenAt()).isEqualTo(this.now.minusSeconds(10));
		this.answer.countDown();
	}

	@Test
	void whatWasSeenBeforeAFailureIsNotToldOf() {
		this.watch.snapshot();
		this.away = true;
		this.now = this.now.plusSeconds(5);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		slow();
		this.now = this.now.plusSeconds(5);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.watch::snapshot);
		this.answer.countDown();
	}

	private void slow() {
		this.answer = new CountDownLatch(1);
	}

	@Override
	public String name() {
		return "inbox";
	}

	@Override
	public EngineState state() {
		return new EngineState(true, true, null, 0, 0, 0);
	}

	@Override
	public Gates gates() {
		throw new UnsupportedOperationException();
	}

	@Override
	public DeliveryOperations operations() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Clock clock() {
		return this;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
