package dev.webhooks.inbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AcceptQueue}.
 */
class AcceptQueueTests {

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private static final Duration SHORTLY = Duration.ofMillis(20);

	@Test
	void aQueueHoldsNoMoreThanItsCapacity() throws Exception {
		AcceptQueue queue = queue(10, 1000, FOR_EVER);
		offer(queue, 10, null);
		assertThat(queue.offer(one(null))).as("eleventh").isFalse();
		assertThat(queue.take(4)).hasSize(4);
		assertThat(queue.offer(one(null))).isTrue();
	}

	@Test
	void aQueueIsFullOfBytesToo() {
		AcceptQueue queue = queue(1000, 5, FOR_EVER);
		List<PendingEvent> twoBytes = one(null);
		assertThat(List.of(queue.offer(twoBytes), queue.offer(twoBytes), queue.offer(twoBytes), queue.offer(twoBytes)))
			.containsExactly(true, true, true, false);
	}

	@Test
	void whileABatchIsStoredTheNextIsTakenWhenThereAreMany() throws Exception {
		AcceptQueue queue = busyQueue(one(null), FOR_EVER);
		offer(queue, 31, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		offer(queue, 1, null);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(32);
	}

	@ParameterizedTest
	@CsvSource({ ",", "key" })
	void whileABatchHangsTheNextIsTakenHoweverSmall(@Nullable String waiting) throws Exception {
		AcceptQueue queue = busyQueue(one(null), SHORTLY);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		offer(queue, 1, waiting);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void whatIsInOrderWaitsForABatchThatHangs() throws Exception {
		List<PendingEvent> hanging = one("key");
		AcceptQueue queue = busyQueue(hanging, SHORTLY);
		offer(queue, 1, "key");
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> next.get(200, TimeUnit.MILLISECONDS));
		queue.done(hanging);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ ", 1", "key, 100" })
	void whenABatchIsStoredAllThatWaitedForItIsTaken(@Nullable String stored, int number) throws Exception {
		List<PendingEvent> batch = one(stored);
		AcceptQueue queue = busyQueue(batch, FOR_EVER);
		offer(queue, number, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		queue.done(batch);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(number);
	}

	@Test
	void theOrderIsKeptAfterTheQueueWasClosed() throws Exception {
		List<PendingEvent> ordered = one("key");
		AcceptQueue queue = busyQueue(ordered, FOR_EVER);
		offer(queue, 1, "key");
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		queue.close();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> next.get(200, TimeUnit.MILLISECONDS));
		queue.done(ordered);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(1);
	}

	private static AcceptQueue queue(int capacity, long maxBytes, Duration patience) {
		AcceptQueue queue = new AcceptQueue(capacity, maxBytes, patience);
		queue.open();
		return queue;
	}

	/** A queue of which a batch is being stored. */
	private static AcceptQueue busyQueue(List<PendingEvent> batch, Duration patience) throws InterruptedException {
		AcceptQueue queue = queue(1000, 1000, patience);
		queue.offer(batch);
		queue.take(256);
		return queue;
	}

	private static List<PendingEvent> one(@Nullable String orderKey) {
		return List.of(PendingEvent.of(new IncomingEvent(Samples.event("shop", "1"), orderKey, List.of("a"))));
	}

	private static void offer(AcceptQueue queue, int number, @Nullable String orderKey) {
		for (int i = 0; i < number; i++) {
			assertThat(queue.offer(one(orderKey))).isTrue();
		}
	}

	/** Has a thread take the next batch, which comes to wait for more events. */
	private static CompletableFuture<Integer> takeFromAnotherThread(AcceptQueue queue) {
		CompletableFuture<Integer> taken = new CompletableFuture<>();
		Thread thread = new Thread(() -> taken.complete(take(queue).size()));
		thread.setDaemon(true);
		thread.start();
		InboxProcessingContract.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return taken;
	}

	private static List<PendingEvent> take(AcceptQueue queue) {
		try {
			return queue.take(256);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
