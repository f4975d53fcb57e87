package dev.webhooks.listener;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.annotation.Order;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WebhookListenerRegistry}.
 */
class WebhookListenerRegistryTests {

	@Test
	void listenersOfTheProviderAndTypeAreFound() {
		assertThat(ids("stripe", "customer.created")).containsExactly("customer", "all");
	}

	@Test
	void listenersOfOtherProvidersAreNotFound() {
		assertThat(ids("paypal", "customer.created")).containsExactly("all");
	}

	@Test
	void whenSeveralNamesMatchListenerIsFoundOnce() {
		assertThat(ids("github", "pull_request.opened", "pull_request")).containsExactly("pulls", "all");
	}

	@Test
	void whenNamesAreVeryLongListenersAreFound() {
		assertThat(ids("stripe", "customer." + "x".repeat(10_000))).containsExactly("customer", "all");
	}

	@Test
	void whenAskedAgainFindsTheSame() {
		try (TestListeners listeners = TestListeners.of(Listeners.class)) {
			List<WebhookListenerMethod> first = listeners.registry().listenersFor("stripe", List.of("charge"));
			assertThat(listeners.registry().listenersFor("stripe", List.of("charge"))).isSameAs(first);
		}
	}

	@Test
	void orderOfTheMethodDecidesThenThatOfTheClass() {
		try (TestListeners listeners = TestListeners.of(Unordered.class, Ordered.class)) {
			assertThat(listeners.ids()).containsExactly("first", "class", "last");
		}
	}

	@Test
	void listenerIsFoundById() {
		try (TestListeners listeners = TestListeners.of(Listeners.class)) {
			assertThat(listeners.registry().find("customer")).hasToString("customer");
		}
	}

	@Test
	void whenIdIsUnknownFindsNothing() {
		try (TestListeners listeners = TestListeners.of(Listeners.class)) {
			assertThat(listeners.registry().find("other")).isNull();
		}
	}

	@Test
	void whenTwoListenersHaveOneIdFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> TestListeners.of(Same.class).close())
			.withMessageContaining("have the same id 'same'")
			.withMessageContaining(".a(WebhookEvent)")
			.withMessageContaining(".b(WebhookEvent)");
	}

	@Test
	void beforeDiscoveryDoesNotPretendThatThereAreNoListeners() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new WebhookListenerRegistry().listenersFor("stripe", List.of("charge")));
	}

	private static List<String> ids(String provider, String... types) {
		try (TestListeners listeners = TestListeners.of(Listeners.class)) {
			return listeners.registry()
				.listenersFor(provider, List.of(types))
				.stream()
				.map(WebhookListenerMethod::id)
				.toList();
		}
	}

	static class Listeners {

		@Order(9)
		@WebhookListener(id = "all")
		void all(WebhookEvent event) {
		}

		@Order(1)
		@WebhookListener(id = "customer", provider = { "stripe", "stripe-eu" }, events = "customer.*")
		void customer(WebhookEvent event) {
		}

		@Order(2)
		@WebhookListener(id = "pulls", provider = "git*", value = { "pull_request", "pull_request.opened" })
		void pulls(WebhookEvent event) {
		}

	}

	static class Unordered {

		@WebhookListener(id = "last")
		void last(WebhookEvent event) {
		}

		@Order(-1)
		@WebhookListener(id = "first")
		void first(WebhookEvent event) {
		}

	}

	@Order(5)
	static class Ordered {

		@WebhookListener(id = "class")
		void on(WebhookEvent event) {
		}

	}

	static class Same {

		@WebhookListener(id = "same")
		void a(WebhookEvent event) {
		}

		@WebhookListener(id = "same")
		void b(WebhookEvent event) {
		}

	}

}
