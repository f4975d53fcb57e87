package dev.webhooks.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Threads that all ask at the same time, again and again.
 */
final class Crowd {

	private final int threads;

	private Crowd(int threads) {
		this.threads = threads;
	}

	static Crowd of(int threads) {
		return new Crowd(threads);
	}

	/**
	 * Asks so many times by each thread.
	 */
	Result run(int times, BooleanSupplier question) {
		CountDownLatch ready = new CountDownLatch(this.threads);
		return runAll(() -> {
			ready.countDown();
			ready.await();
			Member member = new Member();
			for (int i = 0; i < times; i++) {
				member.ask(question);
			}
			return member;
		});
	}

	/**
	 * Asks for so long, by each thread one of the questions.
	 */
	Result run(Duration time, List<BooleanSupplier> questions) {
		List<Callable<Member>> members = new ArrayList<>();
		CountDownLatch ready = new CountDownLatch(this.threads);
		for (int i = 0; i < this.threads; i++) {
			BooleanSupplier question = questions.get(i % questions.size());
			members.add(() -> {
				ready.countDown();
				ready.await();
				Member member = new Member();
				long start = System.nanoTime();
				while (System.nanoTime() - start < time.toNanos()) {
					member.ask(question);
				}
				return member;
			});
		}
		return runAll(members);
	}

	private Result runAll(Callable<Member> member) {
		return runAll(Collections.nCopies(this.threads, member));
	}

	private static Result runAll(List<Callable<Member>> members) {
		ExecutorService executor = Executors.newFixedThreadPool(members.size());
		long start = System.nanoTime();
		try {
			int granted = 0;
			long slowest = 0;
			for (Future<Member> future : executor.invokeAll(members)) {
				granted += future.get().granted;
				slowest = Math.max(slowest, future.get().slowest);
			}
			return new Result(granted, Duration.ofNanos(slowest), Duration.ofNanos(System.nanoTime() - start));
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * What came of it.
	 *
	 * @param granted how many answers were yes
	 * @param slowest how long the slowest answer took
	 * @param elapsed how long all of it took
	 */
	record Result(int granted, Duration slowest, Duration elapsed) {

	}

	private static final class Member {

		private int granted;

		private long slowest;

		void ask(BooleanSupplier question) {
			long start = System.nanoTime();
			this.granted += question.getAsBoolean() ? 1 : 0;
			this.slowest = Math.max(this.slowest, System.nanoTime() - start);
		}

	}

}
