package dev.webhooks.test.autoconfigure;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import dev.webhooks.test.shop.Ledger;
import dev.webhooks.test.shop.ShopApplication;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is left of the context of a {@link WebhookTest}.
 */
class ThreadsTests {

	@Test
	void aSliceLeavesNoThread() throws Exception {
		assertLeavesNoThread(Inline.class);
	}

	@Test
	void aSliceWithAnInboxLeavesNoThread() throws Exception {
		assertLeavesNoThread(Stored.class);
	}

	private static void assertLeavesNoThread(Class<?> test) throws Exception {
		Set<Thread> before = threads();
		TestContextManager manager = new TestContextManager(test);
		WebhookRequests webhooks = manager.getTestContext().getApplicationContext().getBean(WebhookRequests.class);
		assertThat(webhooks.provider("stripe").event("customer.created").send().status()).isEqualTo(200);
		assertThat(webhooks.provider("stripe").unsigned().send()).isRefused();
		manager.getTestContext().markApplicationContextDirty(null);
		Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			Set<Thread> left = new HashSet<>(threads());
			left.removeAll(before);
			assertThat(left).isEmpty();
		});
	}

	/** Those of the virtual machine, and what all share in it, come when they like. */
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getThreadGroup() == Thread.currentThread().getThreadGroup())
			.filter((thread) -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
			.collect(Collectors.toSet());
	}

	@WebhookTest
	@ContextConfiguration(classes = ShopApplication.class)
	static class Inline {

		@MockitoBean
		Ledger ledger;

	}

	@WebhookTest(properties = "webhooks.inbox.type=memory")
	@ContextConfiguration(classes = ShopApplication.class)
	static class Stored {

		@MockitoBean
		Ledger ledger;

	}

}
