package dev.webhooks.inbox;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The threads that listeners run on.
 */
class WorkerThreadTests {

	private static Thread workerOf(String... properties) throws Exception {
		try (Node node = Node.start(Listeners.class,
				InboxProcessingContract.concat(properties, "webhooks.inbox.type=memory"))) {
			node.send("1", "any");
			return node.bean(Listeners.class).thread.get(30, TimeUnit.SECONDS);
		}
	}

	private static boolean isVirtual(Thread thread) throws Exception {
		Method isVirtual = Thread.class.getMethod("isVirtual");
		return (boolean) isVirtual.invoke(thread);
	}

	@Test
	void listenersRunOnVirtualThreadsWhereTheApplicationDoes() throws Exception {
		assumeVirtualThreads();
		Thread worker = workerOf("spring.threads.virtual.enabled=true");
		assertThat(isVirtual(worker)).isTrue();
		assertThat(worker.getName()).startsWith("webhook-");
	}

	@Test
	void listenersRunOnPlatformThreadsOtherwise() throws Exception {
		assumeVirtualThreads();
		assertThat(isVirtual(workerOf("spring.threads.virtual.enabled=false"))).isFalse();
	}

	@Test
	void theSettingDoesNoHarmOnAnyJava() throws Exception {
		assertThat(workerOf("spring.threads.virtual.enabled=true").getName()).startsWith("webhook-");
	}

	private static void assumeVirtualThreads() {
		int version = Runtime.version().feature();
		String reason = "Java " + version + " has no virtual threads, so tests of them are skipped";
		if (version < 21) {
			System.out.println(reason);
		}
		assumeTrue(version >= 21, reason);
	}

	static class Listeners {

		final CompletableFuture<Thread> thread = new CompletableFuture<>();

		@WebhookListener
		void receive() {
			this.thread.complete(Thread.currentThread());
		}

	}

}
