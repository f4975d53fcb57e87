package dev.webhooks;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookListenerReflectiveProcessor}.
 */
class WebhookListenerReflectiveProcessorTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, Listener.class);
	}

	@Test
	void methodCanBeInvoked() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Listener.class.getDeclaredMethod("received", WebhookEvent.class, Order.class,
					List.class, Header.class, JsonNode.class, String.class)))
			.accepts(this.hints);
	}

	@Test
	void payloadCanBeBound() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Order.class.getDeclaredMethod("number")))
			.accepts(this.hints);
	}

	@Test
	void partOfAPayloadCanBeBound() {
		assertThat(RuntimeHintsPredicates.reflection().onType(Customer.class)).accepts(this.hints);
	}

	@Test
	void elementsOfAListCanBeBound() {
		assertThat(RuntimeHintsPredicates.reflection().onType(Item.class)).accepts(this.hints);
	}

	@Test
	void answerCanBeWritten() {
		assertThat(RuntimeHintsPredicates.reflection().onType(Answer.class)).accepts(this.hints);
	}

	@Test
	void headerIsNotBound() {
		assertThat(RuntimeHintsPredicates.reflection().onType(Header.class)).rejects(this.hints);
	}

	@Test
	void treeIsNotBound() {
		assertThat(RuntimeHintsPredicates.reflection().onType(JsonNode.class)).rejects(this.hints);
	}

	static class Listener {

		@WebhookListener
		Answer received(WebhookEvent event, Order order, @WebhookPayload("/items") List<Item> items,
				@WebhookHeader("X-Header") Header header, JsonNode tree, String body) {
			return new Answer("ok");
		}

	}

	record Order(long number, Customer customer) {
	}

	record Customer(String name) {
	}

	record Item(String name) {
	}

	record Header(String value) {
	}

	record Answer(String text) {
	}

}
