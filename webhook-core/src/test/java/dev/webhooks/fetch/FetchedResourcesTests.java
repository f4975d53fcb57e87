package dev.webhooks.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FetchedResources}.
 */
class FetchedResourcesTests {

	private static final RejectionReason UNREACHABLE = RejectionReason.VERDICT_UNKNOWN;

	private static final RejectionReason TOO_MANY = RejectionReason.TOO_MANY_KEYS;

	private static final String CLIENT = "203.0.113.1";

	private static final String NEIGHBOUR = "203.0.113.2";

	private final AtomicInteger fetches = new AtomicInteger();

	private long nanos;

	private boolean broken;

	private final FetchedResources<String> resources = new FetchedResources<>(Duration.ofHours(24), () -> this.nanos,
			this::load);

	private String load(String key) throws IOException {
		this.fetches.incrementAndGet();
		if (this.broken) {
			throw new IOException("unreachable");
		}
		return key + this.fetches;
	}

	@Test
	void keepsWhatWasFetchedForAWhile() {
		assertThat(get("a")).isEqualTo("a1");
		pass(Duration.ofHours(23));
		assertThat(get("a")).isEqualTo("a1");
		pass(Duration.ofHours(2));
		assertThat(get("a")).isEqualTo("a2");
	}

	@Test
	void whatFailedIsNotAskedForAgainAtOnce() {
		this.broken = true;
		for (int i = 0; i < 100; i++) {
			assertUnavailable("a");
		}
		assertThat(this.fetches).hasValue(1);
		this.broken = false;
		pass(Duration.ofSeconds(31));
		assertThat(get("a")).isEqualTo("a2");
	}

	@Test
	void whatWasRefusedIsNotAskedForAgainAtOnceButBeforeLong() {
		FetchedResources<String> renewed = new FetchedResources<>(Duration.ofHours(24), () -> this.nanos, (key) -> {
			if (this.fetches.incrementAndGet() == 1) {
				throw new WebhookRejectedException(RejectionReason.SIGNATURE_MISMATCH, "not valid yet");
			}
			return key;
		});
		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(WebhookRejectedException.class)
				.isThrownBy(() -> renewed.get("a", renewed.search(CLIENT)))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
		}
		pass(Duration.ofSeconds(31));
		assertThat(renewed.get("a", renewed.search(CLIENT))).isEqualTo("a");
	}

	@Test
	void forgedNamesOfOneNetworkCauseFewFetches() {
		this.broken = true;
		for (int i = 0; i < 10_000; i++) {
			assertRefused("forged" + i, "198.51.100." + (i % 256), (i < 5) ? UNREACHABLE : TOO_MANY);
		}
		assertThat(this.fetches).hasValue(5);
		pass(Duration.ofMinutes(1));
		for (int i = 0; i < 10_000; i++) {
			assertRefused("forged again" + i, "198.51.100." + (i % 256), (i < 5) ? UNREACHABLE : TOO_MANY);
		}
		assertThat(this.fetches).hasValue(10);
	}

	@Test
	void forgedNamesOfAllNetworksTogetherCauseNoUnboundedFetches() {
		this.broken = true;
		for (int i = 0; i < 10_000; i++) {
			assertRefused("forged" + i, "198." + (i / 256) + "." + (i % 256) + ".1", (i < 45) ? UNREACHABLE : TOO_MANY);
		}
		assertThat(this.fetches).hasValue(45);
	}

	@Test
	void forgedNamesOfOneNetworkTakeNothingFromAnother() {
		for (int i = 0; i < 1000; i++) {
			forge("forged" + i, "198.51.100." + (i % 256));
		}
		assertThat(get("genuine", "198.51.101.1")).startsWith("genuine");
	}

	@Test
	void aPartIsKeptForClientsThatWereVerifiedWithinADay() {
		this.resources.verified(this.resources.search(CLIENT));
		for (int i = 0; i < 1000; i++) {
			forge("forged" + i, "198.18." + (i % 256) + ".1");
		}
		assertRefused("genuine", NEIGHBOUR, TOO_MANY);
		assertThat(get("genuine", CLIENT)).startsWith("genuine");
		pass(Duration.ofHours(24));
		for (int i = 0; i < 1000; i++) {
			forge("forged again" + i, "198.18." + (i % 256) + ".1");
		}
		assertRefused("genuine too", CLIENT, TOO_MANY);
	}

	@Test
	void theNetworkOfAClientThatWasVerifiedLatelyDoesNotMatter() {
		this.resources.verified(this.resources.search(CLIENT));
		for (int i = 0; i < 1000; i++) {
			forge("forged" + i, NEIGHBOUR);
		}
		assertThat(get("genuine", CLIENT)).startsWith("genuine");
	}

	@Test
	void behindAProxyOfAPrivateNetworkOnlyTheWholeCounts() {
		this.broken = true;
		for (int i = 0; i < 1000; i++) {
			forge("forged" + i, "10.0.0.1");
		}
		assertThat(this.fetches).hasValue(45);
	}

	@Test
	void whatVerifiedRequestsNeedCountsAgainstTheWholeAlone() {
		for (int i = 0; i < 1000; i++) {
			forge("forged" + i, "198.18." + (i % 256) + ".1");
		}
		assertThat(this.resources.get("url", this.resources.search(null))).startsWith("url");
	}

	@Test
	void forgedNamesDoNotPushOutWhatIsKnown() {
		get("known");
		this.broken = true;
		for (int i = 0; i < 2000; i++) {
			pass(Duration.ofSeconds(12));
			assertUnavailable("forged" + i);
		}
		assertThat(get("known")).isEqualTo("known1");
	}

	@Test
	void whatIsKnownIsFetchedAnewHoweverMuchForgersSpend() {
		get("known");
		pass(Duration.ofHours(25));
		for (int i = 0; i < 1000; i++) {
			forge("forged" + i, CLIENT);
		}
		int before = this.fetches.get();
		assertThat(get("known")).isEqualTo("known" + (before + 1));
	}

	@Test
	void whatCannotBeFetchedAnewIsUsedMeanwhile() {
		get("known");
		pass(Duration.ofHours(25));
		this.broken = true;
		assertThat(get("known")).isEqualTo("known1");
		this.broken = false;
		pass(Duration.ofSeconds(31));
		assertThat(get("known")).isEqualTo("known3");
	}

	@Test
	void whatCannotBeFetchedAnewIsUsedNoLongerThanTwice() {
		get("a");
		this.broken = true;
		pass(Duration.ofHours(47));
		assertThat(get("a")).isEqualTo("a1");
		pass(Duration.ofHours(1));
		assertUnavailable("a");
	}

	@Test
	void whatIsRefusedWhenFetchedAnewIsNotUsedAgain() {
		FetchedResources<String> withdrawn = new FetchedResources<>(Duration.ofHours(24), () -> this.nanos, (key) -> {
			if (this.fetches.incrementAndGet() > 1) {
				throw new WebhookRejectedException(RejectionReason.SIGNATURE_MISMATCH, "withdrawn");
			}
			return key;
		});
		withdrawn.get("a", withdrawn.search(CLIENT));
		pass(Duration.ofHours(25));
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> withdrawn.get("a", withdrawn.search(CLIENT)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void fetchesOnceHoweverManyWait() throws Exception {
		CountDownLatch finish = new CountDownLatch(1);
		FetchedResources<String> slow = slow("a", new CountDownLatch(1), finish);
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<String>> waiting = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				waiting.add(executor.submit(() -> slow.get("a", slow.search(CLIENT))));
			}
			finish.countDown();
			for (Future<String> future : waiting) {
				assertThat(future.get()).isEqualTo("a");
			}
			assertThat(this.fetches).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * In a map that computes under its own locks, some of them would wait.
	 */
	@Test
	void nothingWaitsForAnotherResourceThatIsSlow() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		FetchedResources<String> slow = slow("slow", started, finish);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<String> waiting = executor.submit(() -> slow.get("slow", slow.search(CLIENT)));
			started.await();
			for (int i = 0; i < 30; i++) {
				assertThat(slow.get("quick" + i, slow.search("10.0.0.1"))).isEqualTo("quick" + i);
			}
			assertThat(waiting.isDone()).isFalse();
			finish.countDown();
			assertThat(waiting.get()).isEqualTo("slow");
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void whoWaitsForAFetchSpendsNothing() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		FetchedResources<String> slow = slow("a", started, finish);
		ExecutorService executor = Executors.newFixedThreadPool(20);
		try {
			List<Future<String>> waiting = new ArrayList<>();
			waiting.add(executor.submit(() -> slow.get("a", slow.search(CLIENT))));
			started.await();
			for (int i = 0; i < 19; i++) {
				waiting.add(executor.submit(() -> slow.get("a", slow.search(NEIGHBOUR))));
			}
			finish.countDown();
			for (Future<String> future : waiting) {
				assertThat(future.get()).isEqualTo("a");
			}
			for (int i = 0; i < 4; i++) {
				assertThat(slow.get("b" + i, slow.search(NEIGHBOUR))).isEqualTo("b" + i);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aFetchThatWasUnderWayWhenTheRequestCameIsNotNewEnough() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		FetchedResources<String> slow = new FetchedResources<>(Duration.ofHours(1), () -> 0L, (key) -> {
			int number = this.fetches.incrementAndGet();
			if (number == 1) {
				started.countDown();
				await(finish);
			}
			return key + number;
		});
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<String> first = executor.submit(() -> slow.getAnew("a", slow.search(CLIENT)));
			started.await();
			KeySearch later = slow.search(CLIENT);
			finish.countDown();
			assertThat(slow.getAnew("a", later)).isEqualTo("a2");
			assertThat(first.get()).isEqualTo("a1");
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void oneSearchFetchesNothingTwice() {
		KeySearch search = this.resources.search(CLIENT);
		assertThat(this.resources.get("a", search)).isEqualTo("a1");
		for (int i = 0; i < 100; i++) {
			assertThat(this.resources.getAnew("a", search)).isEqualTo("a1");
		}
	}

	@Test
	void fetchingAgainIsLimitedToo() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.resources.getAnew("a", this.resources.search(CLIENT))).isEqualTo("a" + (i + 1));
		}
		KeySearch search = this.resources.search(CLIENT);
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> this.resources.getAnew("a", search))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(TOO_MANY));
		assertThat(get("a")).isEqualTo("a5");
	}

	@Test
	void whatCannotBeFetchedAgainIsNotAskedForAtOnceEither() {
		get("a");
		this.broken = true;
		for (int i = 0; i < 4; i++) {
			KeySearch search = this.resources.search(CLIENT);
			assertThatExceptionOfType(WebhookRejectedException.class)
				.isThrownBy(() -> this.resources.getAnew("a", search))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(UNREACHABLE));
		}
		assertThat(this.fetches).hasValue(2);
		assertThat(get("a")).isEqualTo("a1");
	}

	private FetchedResources<String> slow(String slow, CountDownLatch started, CountDownLatch finish) {
		return new FetchedResources<>(Duration.ofHours(1), () -> 0L, (key) -> {
			this.fetches.incrementAndGet();
			if (key.equals(slow)) {
				started.countDown();
				await(finish);
			}
			return key;
		});
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private void pass(Duration duration) {
		this.nanos += duration.toNanos();
	}

	private String get(String key) {
		return get(key, CLIENT);
	}

	private String get(String key, String client) {
		return this.resources.get(key, this.resources.search(client));
	}

	private void forge(String key, String client) {
		boolean before = this.broken;
		this.broken = true;
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> get(key, client));
		this.broken = before;
	}

	private void assertUnavailable(String key) {
		assertRefused(key, CLIENT, UNREACHABLE);
	}

	private void assertRefused(String key, String client, RejectionReason reason) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> get(key, client))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

}
