package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.Submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AcceptQueue}.
 */
class AcceptQueueTests {

	private static final Message EVENT = new Message("shop", null, "1", List.of("paid"), null, Instant.EPOCH,
			WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private static final Duration SHORTLY = Duration.ofMillis(20);

	private static final long SIZE = one(null).get(0).size();

	@Test
	void aQueueHoldsNoMoreThanItsCapacity() throws Exception {
		AcceptQueue queue = queue(new AcceptLimits(10, 1000 * SIZE, 4, 1000 * SIZE), FOR_EVER);
		offer(queue, 10, null);
		assertThat(queue.offer(one(null))).as("eleventh").isFalse();
		assertThat(queue.take().events()).hasSize(4);
		assertThat(queue.offer(one(null))).isTrue();
	}

	@Test
	void aQueueIsFullOfBytesToo() {
		AcceptQueue queue = queue(new AcceptLimits(1000, 2 * SIZE + 1, 256, 1000 * SIZE), FOR_EVER);
		List<AcceptQueue.Pending> event = one(null);
		assertThat(List.of(queue.offer(event), queue.offer(event), queue.offer(event), queue.offer(event)))
			.containsExactly(true, true, true, false);
	}

	@Test
	void aBatchHasNoMoreBytesThanItMayHave() throws Exception {
		AcceptQueue queue = queue(new AcceptLimits(1000, 1000 * SIZE, 256, 3 * SIZE), FOR_EVER);
		offer(queue, 5, null);
		assertThat(queue.take().events()).hasSize(3);
	}

	@Test
	void anEventThatIsLargerThanABatchIsTakenAlone() throws Exception {
		AcceptQueue queue = queue(new AcceptLimits(1000, 1000 * SIZE, 256, SIZE - 1), FOR_EVER);
		offer(queue, 2, null);
		assertThat(queue.take().events()).hasSize(1);
	}

	@Test
	void thereIsRoomAgainForTheBytesThatWereTaken() throws Exception {
		AcceptQueue queue = queue(new AcceptLimits(1000, 2 * SIZE, 256, SIZE), FOR_EVER);
		offer(queue, 2, null);
		assertThat(queue.offer(one(null))).isFalse();
		queue.take();
		assertThat(queue.offer(one(null))).isTrue();
	}

	@Test
	void whileABatchIsStoredTheNextIsTakenWhenItsFewAreLarge() throws Exception {
		AcceptQueue queue = queue(new AcceptLimits(1000, 1000 * SIZE, 256, 2 * SIZE), FOR_EVER);
		batch(queue, 1, null);
		offer(queue, 1, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		offer(queue, 1, null);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(2);
	}

	@Test
	void whileABatchIsStoredTheNextIsTakenWhenThereAreMany() throws Exception {
		AcceptQueue queue = queue(FOR_EVER);
		batch(queue, 1, null);
		offer(queue, 7, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		offer(queue, 1, null);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(8);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "key")
	void whileABatchHangsTheNextIsTakenHoweverSmall(@Nullable String waiting) throws Exception {
		AcceptQueue queue = queue(SHORTLY);
		batch(queue, 1, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		offer(queue, 1, waiting);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "key")
	void whatIsInOrderIsNotOvertakenThoughItHangs(@Nullable String waiting) throws Exception {
		AcceptQueue queue = queue(SHORTLY);
		AcceptQueue.Batch hanging = batch(queue, 1, "key");
		offer(queue, 100, waiting);
		assertTakenOnlyAfter(queue, hanging);
	}

	@Test
	void whatIsInOrderIsNotOvertakenWhenTheBatchBesideItIsDone() throws Exception {
		AcceptQueue queue = queue(SHORTLY);
		AcceptQueue.Batch first = batch(queue, 1, null);
		AcceptQueue.Batch ordered = batch(queue, 8, "key");
		offer(queue, 100, "key");
		queue.done(first);
		assertTakenOnlyAfter(queue, ordered);
	}

	@Test
	void whenABatchIsStoredTheNextIsTakenHoweverSmall() throws Exception {
		AcceptQueue queue = queue(FOR_EVER);
		AcceptQueue.Batch batch = batch(queue, 1, null);
		offer(queue, 1, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		queue.done(batch);
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void afterItWasClosedTheRestIsTakenBesideABatchThatHangs() throws Exception {
		AcceptQueue queue = queue(FOR_EVER);
		batch(queue, 1, null);
		offer(queue, 3, null);
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		queue.close();
		assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(3);
	}

	@Test
	void theOrderIsKeptAfterTheQueueWasClosed() throws Exception {
		AcceptQueue queue = queue(FOR_EVER);
		AcceptQueue.Batch ordered = batch(queue, 1, "key");
		offer(queue, 1, "key");
		queue.close();
		assertTakenOnlyAfter(queue, ordered);
	}

	private static AcceptQueue queue(Duration patience) {
		return queue(new AcceptLimits(1000, 1000 * SIZE, 256, 1000 * SIZE), patience);
	}

	private static AcceptQueue queue(AcceptLimits limits, Duration patience) {
		AcceptQueue queue = new AcceptQueue(limits, patience);
		queue.open();
		return queue;
	}

	/** Has a batch be under way. */
	private static AcceptQueue.Batch batch(AcceptQueue queue, int number, @Nullable String orderKey)
			throws InterruptedException {
		offer(queue, number, orderKey);
		return queue.take();
	}

	private static void assertTakenOnlyAfter(AcceptQueue queue, AcceptQueue.Batch batch) throws Exception {
		CompletableFuture<Integer> next = takeFromAnotherThread(queue);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> next.get(200, TimeUnit.MILLISECONDS));
		queue.done(batch);
		assertThat(next.get(30, TimeUnit.SECONDS)).isPositive();
	}

	private static List<AcceptQueue.Pending> one(@Nullable String orderKey) {
		return List.of(AcceptQueue.Pending.of(new Submission(EVENT, orderKey, List.of("a"))));
	}

	private static void offer(AcceptQueue queue, int number, @Nullable String orderKey) {
		for (int i = 0; i < number; i++) {
			assertThat(queue.offer(one(orderKey))).isTrue();
		}
	}

	/** Has a thread take the next batch, which it gets or comes to wait for. */
	private static CompletableFuture<Integer> takeFromAnotherThread(AcceptQueue queue) {
		CompletableFuture<Integer> taken = new CompletableFuture<>();
		Thread thread = new Thread(() -> taken.complete(take(queue)));
		thread.setDaemon(true);
		thread.start();
		Awaitility.await().until(() -> taken.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
		return taken;
	}

	private static int take(AcceptQueue queue) {
		try {
			return queue.take().events().size();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
