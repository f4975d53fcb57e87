package dev.webhooks.signature;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FetchedResources}.
 */
class FetchedResourcesTests {

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
		assertThat(this.resources.get("a")).isEqualTo("a1");
		pass(Duration.ofHours(23));
		assertThat(this.resources.get("a")).isEqualTo("a1");
		pass(Duration.ofHours(2));
		assertThat(this.resources.get("a")).isEqualTo("a2");
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
		assertThat(this.resources.get("a")).isEqualTo("a2");
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
			assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> renewed.get("a"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
		}
		pass(Duration.ofSeconds(31));
		assertThat(renewed.get("a")).isEqualTo("a");
	}

	@Test
	void forgedNamesCannotCauseUnboundedFetches() {
		this.broken = true;
		for (int i = 0; i < 10_000; i++) {
			assertUnavailable("forged" + i);
		}
		assertThat(this.fetches).hasValue(10);
		pass(Duration.ofMinutes(1));
		for (int i = 0; i < 10_000; i++) {
			assertUnavailable("forged again" + i);
		}
		assertThat(this.fetches).hasValue(20);
	}

	@Test
	void forgedNamesDoNotPushOutWhatIsKnown() {
		this.resources.get("known");
		this.broken = true;
		for (int i = 0; i < 2000; i++) {
			pass(Duration.ofSeconds(6));
			assertUnavailable("forged" + i);
		}
		assertThat(this.resources.get("known")).isEqualTo("known1");
	}

	@Test
	void forgedNamesDoNotTakeAwayWhatIsInUseWhenItsTimeIsOver() {
		this.resources.get("known");
		pass(Duration.ofHours(25));
		this.broken = true;
		for (int i = 0; i < 10; i++) {
			assertUnavailable("forged" + i);
		}
		assertThat(this.resources.get("known")).isEqualTo("known1");
		this.broken = false;
		pass(Duration.ofMinutes(1));
		assertThat(this.resources.get("known")).isEqualTo("known12");
	}

	@Test
	void whatCannotBeFetchedAnewIsUsedNoLongerThanTwice() {
		this.resources.get("a");
		this.broken = true;
		pass(Duration.ofHours(47));
		assertThat(this.resources.get("a")).isEqualTo("a1");
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
		withdrawn.get("a");
		pass(Duration.ofHours(25));
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> withdrawn.get("a"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void fetchesOnceHoweverManyWait() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		FetchedResources<String> slow = new FetchedResources<>(Duration.ofHours(1), () -> 0L, (key) -> {
			this.fetches.incrementAndGet();
			await(started);
			return key;
		});
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<String>> waiting = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				waiting.add(executor.submit(() -> slow.get("a")));
			}
			started.countDown();
			for (Future<String> future : waiting) {
				assertThat(future.get()).isEqualTo("a");
			}
			assertThat(this.fetches).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void refreshingIsLimitedToo() {
		String first = this.resources.get("a");
		for (int i = 0; i < 1000; i++) {
			this.resources.refresh("a", this.resources.get("a"));
		}
		assertThat(this.fetches).hasValue(10);
		assertThat(this.resources.refresh("a", first)).as("somebody else has refreshed it").isEqualTo("a10");
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

	private void assertUnavailable(String key) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> this.resources.get(key))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.VERDICT_UNKNOWN));
	}

}
