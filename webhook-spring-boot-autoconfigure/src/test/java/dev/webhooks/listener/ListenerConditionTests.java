package dev.webhooks.listener;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookException;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayloadException;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerCondition} and {@link JsonNodeAccessor}.
 */
class ListenerConditionTests {

	private static final TestEvent EVENT = TestEvent
		.json("{\"action\":\"opened\",\"amount\":12.5,\"draft\":false,\"items\":[{\"name\":\"tea\"}],\"none\":null}");

	@Test
	void rootIsTheEvent() throws Exception {
		assertThat(matched("provider() == 'acme'")).isTrue();
	}

	@Test
	void eventIsAVariable() throws Exception {
		assertThat(matched("#event.type() == 'order.paid'")).isTrue();
	}

	@Test
	void whenFalseListenerDoesNotMatch() throws Exception {
		assertThat(matched("provider() == 'other'")).isFalse();
	}

	@Test
	void whenNullListenerDoesNotMatch() throws Exception {
		assertThat(matched("null")).isFalse();
	}

	@Test
	void payloadIsATree() throws Exception {
		assertThat(matched("#payload.at('/action').asString() == 'opened'")).isTrue();
	}

	@Test
	void payloadIsReadByNames() throws Exception {
		assertThat(matched("#payload.action == 'opened'")).isTrue();
	}

	@Test
	void payloadIsReadByIndexes() throws Exception {
		assertThat(matched("#payload['items'][0].name == 'tea'")).isTrue();
	}

	@Test
	void numbersOfThePayloadAreCompared() throws Exception {
		assertThat(matched("#payload.amount > 12")).isTrue();
	}

	@Test
	void booleansOfThePayloadAreConditions() throws Exception {
		assertThat(matched("#payload.draft")).isFalse();
	}

	@Test
	void whatIsNotThereIsNull() throws Exception {
		assertThat(matched("#payload.none == null and #payload.other?.deeper == null")).isTrue();
	}

	@Test
	void beansAreFoundByName() throws Exception {
		assertThat(matched("@gate.isOpen(#event)")).isTrue();
	}

	@Test
	void placeholdersAreResolved() throws Exception {
		assertThat(matched("${app.condition:true}")).isTrue();
	}

	@Test
	void whenConditionIsNotABooleanListenerFails() {
		assertThatExceptionOfType(WebhookException.class).isThrownBy(() -> matched("#payload.action"))
			.withMessageContaining("The condition of webhook listener");
	}

	@Test
	void whatIsNotABooleanIsNotQuoted() {
		assertThatExceptionOfType(WebhookException.class).isThrownBy(() -> matched("#payload.action"))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("not of the type")
				.extracting(Throwables::getStackTrace, as(InstanceOfAssertFactories.STRING))
				.doesNotContain("opened"));
	}

	@Test
	void whenBeanThrowsListenerFails() {
		assertThatExceptionOfType(WebhookException.class).isThrownBy(() -> matched("@gate.fail()"))
			.withCauseInstanceOf(IllegalStateException.class)
			.withStackTraceContaining("jammed");
	}

	@Test
	void whenPayloadIsMalformedListenerFails() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> matched("#payload.action == 'x'", TestEvent.json("no json")));
	}

	@Test
	void whenPayloadIsNotUsedItIsNotRead() throws Exception {
		assertThat(matched("true", TestEvent.json("no json"))).isTrue();
	}

	@Test
	void whenSyntaxIsWrongFailsTheStartNamingTheMethod() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> matched("provider() =="))
			.withMessageContaining(Listener.class.getName() + ".on(WebhookEvent)")
			.withMessageContaining("its condition 'CONDITION' is not a SpEL expression");
	}

	private static boolean matched(String condition) throws Exception {
		return matched(condition, EVENT);
	}

	private static boolean matched(String condition, WebhookEvent event) throws Exception {
		try (TestListeners listeners = TestListeners.with((context) -> {
			context.registerBean("gate", Gate.class);
			context.getBeanFactory().addEmbeddedValueResolver((value) -> value.equals("CONDITION") ? condition : value);
		}, Listener.class)) {
			return listeners.dispatch(event).matched();
		}
	}

	static class Gate {

		public boolean isOpen(WebhookEvent event) {
			return event.types().contains("order.paid");
		}

		public boolean fail() {
			throw new IllegalStateException("jammed");
		}

	}

	static class Listener {

		@WebhookListener(condition = "CONDITION")
		void on(WebhookEvent event) {
		}

	}

}
