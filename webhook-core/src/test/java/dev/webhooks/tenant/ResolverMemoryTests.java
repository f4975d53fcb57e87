package dev.webhooks.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ResolverMemory}.
 */
class ResolverMemoryTests {

	private static final String CLIENT = "203.0.113.7";

	private static final String OTHER_CLIENT = "198.51.100.9";

	private static final int PER_MINUTE = 60;

	private Instant now = Instant.parse("2026-03-01T12:00:00Z");

	private final ResolverMemory<String> memory = new ResolverMemory<>(new ResolverLimits(100, Duration.ofMinutes(5),
			50, Duration.ofMinutes(1), PER_MINUTE, ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC)));

	private final Map<String, String> tenants = new ConcurrentHashMap<>(Map.of("acme", "its secret"));

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void aTenantIsAskedForOnceInItsTime() {
		assertThat(get("acme")).isEqualTo("its secret");
		pass(Duration.ofMinutes(4));
		assertThat(get("acme")).isEqualTo("its secret");
		assertThat(this.asked).hasValue(1);
		pass(Duration.ofMinutes(1));
		assertThat(get("acme")).isEqualTo("its secret");
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void anUnknownNameIsAskedForOnceInAShorterTime() {
		assertThat(get("nobody")).isNull();
		assertThat(get("nobody")).isNull();
		assertThat(this.asked).hasValue(1);
		this.tenants.put("nobody", "somebody's now");
		pass(Duration.ofMinutes(1));
		assertThat(get("nobody")).isEqualTo("somebody's now");
	}

	@Test
	void manyThreadsThatNameOneTenantAskOnce() throws Exception {
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<@Nullable String>> answers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				answers.add(threads.submit(() -> this.memory.get("acme", CLIENT, () -> {
					this.asked.incrementAndGet();
					asking.countDown();
					await(answer);
					return "its secret";
				})));
			}
			await(asking);
			answer.countDown();
			for (Future<@Nullable String> each : answers) {
				assertThat(each.get()).isEqualTo("its secret");
			}
			assertThat(this.asked).hasValue(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whoWaitsForOneTenantKeepsNobodyFromAnother() throws Exception {
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<@Nullable String> slow = threads.submit(() -> this.memory.get("slow", CLIENT, () -> {
				asking.countDown();
				await(answer);
				return "late";
			}));
			await(asking);
			assertThat(get("acme")).isEqualTo("its secret");
			answer.countDown();
			assertThat(slow.get()).isEqualTo("late");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void inventedNamesTakeThePlaceOfNoTenant() {
		for (int i = 0; i < 100; i++) {
			this.tenants.put("tenant " + i, "secret " + i);
			get("tenant " + i);
		}
		for (int i = 0; i < 5_000; i++) {
			get("invented " + i, "203.0." + i / 50 + ".1");
		}
		int before = this.asked.get();
		for (int i = 0; i < 100; i++) {
			assertThat(get("tenant " + i)).isEqualTo("secret " + i);
		}
		assertThat(this.asked).hasValue(before);
	}

	@Test
	void aClientMayInventOnlySoManyNamesInAMinute() {
		invent(PER_MINUTE);
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> get("one more"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.TOO_MANY_TENANTS))
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
		assertThat(this.asked).hasValue(PER_MINUTE);
		pass(Duration.ofMinutes(1));
		assertThat(get("one more")).isNull();
	}

	@Test
	void anotherClientMayAskNevertheless() {
		invent(PER_MINUTE);
		assertThat(get("acme", OTHER_CLIENT)).isEqualTo("its secret");
		assertThat(get("one more", OTHER_CLIENT)).isNull();
	}

	@Test
	void aClientOfOneIpv6NetworkIsOneClient() {
		for (int i = 0; i < PER_MINUTE; i++) {
			get("invented " + i, "2001:db8::" + Integer.toHexString(i));
		}
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> get("one more", "2001:db8::ffff:1:1"));
	}

	@Test
	void namesOfTenantsAreNotLimited() {
		for (int i = 0; i < 90; i++) {
			this.tenants.put("tenant " + i, "secret " + i);
			assertThat(get("tenant " + i)).isEqualTo("secret " + i);
		}
	}

	@Test
	void aTenantThatWasKnownLatelyIsNotShutOutByItsNeighbour() {
		get("acme");
		pass(Duration.ofMinutes(10));
		invent(PER_MINUTE);
		assertThat(get("acme")).isEqualTo("its secret");
	}

	@Test
	void whatIsAskedAtTheSameTimeIsLimitedToo() throws Exception {
		CountDownLatch asking = new CountDownLatch(PER_MINUTE);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			for (int i = 0; i < PER_MINUTE; i++) {
				String name = "invented " + i;
				threads.submit(() -> this.memory.get(name, CLIENT, () -> {
					asking.countDown();
					await(answer);
					return null;
				}));
			}
			await(asking);
			assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> get("one more"));
		}
		finally {
			answer.countDown();
			threads.shutdownNow();
		}
	}

	@Test
	void aFailureOfTheResolverIsNotRememberedButCounts() {
		for (int i = 0; i < PER_MINUTE; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.memory.get("acme", CLIENT, () -> {
				throw new IllegalStateException("The database is away");
			}));
		}
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> get("acme"));
		assertThat(get("acme", OTHER_CLIENT)).isEqualTo("its secret");
	}

	@Test
	void whatWasAskedBeforeAllIsForgottenIsNotRemembered() {
		this.memory.get("acme", CLIENT, () -> {
			this.memory.forget();
			return "the old secret";
		});
		assertThat(get("acme")).isEqualTo("its secret");
	}

	@Test
	void whoComesAfterAllIsForgottenDoesNotWaitForWhatWasAskedBefore() throws Exception {
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<@Nullable String> before = threads.submit(() -> this.memory.get("acme", CLIENT, () -> {
				asking.countDown();
				await(answer);
				return "the old secret";
			}));
			await(asking);
			this.memory.forget();
			assertThat(get("acme")).isEqualTo("its secret");
			answer.countDown();
			assertThat(before.get()).isEqualTo("the old secret");
			assertThat(get("acme")).isEqualTo("its secret");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void oneNameIsForgottenAlone() {
		this.tenants.put("globex", "another secret");
		get("acme");
		get("globex");
		this.memory.forget("acme");
		get("acme");
		get("globex");
		assertThat(this.asked).hasValue(3);
	}

	@Test
	void whatIsForgottenIsAskedForAgain() {
		get("acme");
		get("nobody");
		this.memory.forget();
		get("acme");
		get("nobody");
		assertThat(this.asked).hasValue(4);
	}

	private void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	private void invent(int names) {
		for (int i = 0; i < names; i++) {
			assertThat(get("invented " + i)).isNull();
		}
	}

	private @Nullable String get(String name) {
		return get(name, CLIENT);
	}

	private @Nullable String get(String name, String client) {
		return this.memory.get(name, client, () -> {
			this.asked.incrementAndGet();
			return this.tenants.get(name);
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
