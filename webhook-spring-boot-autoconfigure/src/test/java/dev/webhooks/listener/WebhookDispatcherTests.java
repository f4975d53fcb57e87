package dev.webhooks.listener;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookException;
import dev.webhooks.WebhookInterceptor;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookDispatcher}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookDispatcherTests {

	private static final TestEvent EVENT = TestEvent.of("github", "issues.opened", "issues");

	@Test
	void listenersAreCalledInTheirOrder() throws Exception {
		try (TestListeners listeners = TestListeners.of(Ordered.class)) {
			listeners.dispatch(EVENT);
			assertThat(listeners.bean(Ordered.class).calls).containsExactly("a", "b");
		}
	}

	@Test
	void whenSeveralNamesMatchListenerIsCalledOnce() throws Exception {
		try (TestListeners listeners = TestListeners.of(Both.class)) {
			listeners.dispatch(EVENT);
			assertThat(listeners.bean(Both.class).calls).hasSize(1);
		}
	}

	@Test
	void whenListenerFailsTheNextIsNotCalled() {
		try (TestListeners listeners = TestListeners.of(Failing.class)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> listeners.dispatch(EVENT));
			assertThat(listeners.bean(Failing.class).calls).isEmpty();
		}
	}

	@Test
	void whenListenerThrowsAnErrorItIsThrownAsItIs() {
		try (TestListeners listeners = TestListeners.of(Broken.class)) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> listeners.dispatch(EVENT))
				.withMessage("broken");
		}
	}

	@Test
	void whenListenerReturnsSomethingItIsTheValue() throws Exception {
		try (TestListeners listeners = TestListeners.of(Returning.class)) {
			assertThat(listeners.dispatch(EVENT)).isEqualTo(new DispatchResult(true, "first"));
		}
	}

	private static WebhookDispatcher observed(TestListeners listeners, WebhookDispatcher.RunObserver... observers) {
		return new WebhookDispatcher(listeners.registry(), listeners.bean(WebhookPayloadReader.class), List.of(),
				List.of(observers), (provider, type) -> false);
	}

	@Test
	void whatAnObserverThrowsAfterTheListenerChangesNothingAndIsToldOnce(CapturedOutput output) throws Exception {
		List<String> ends = new ArrayList<>();
		WebhookDispatcher.RunObserver failing = (event, listener) -> (failure) -> {
			throw new StoreUnavailableException("away", null);
		};
		try (TestListeners listeners = TestListeners.of(Returning.class)) {
			WebhookDispatcher dispatcher = observed(listeners, (event, listener) -> (failure) -> ends.add(listener),
					failing);
			assertThat(dispatcher.dispatch(EVENT).value()).isEqualTo("first");
			assertThat(ends).contains("first", "third");
			assertThat(output).containsOnlyOnce("failed to observe a listener");
		}
	}

	@Test
	void whatAnObserverThrowsBeforehandPreventsTheCallAndEndsWhatOthersBegan() {
		List<Throwable> ends = new ArrayList<>();
		try (TestListeners listeners = TestListeners.of(Both.class)) {
			WebhookDispatcher dispatcher = observed(listeners, (event, listener) -> ends::add, (event, listener) -> {
				throw new IllegalStateException("held up");
			});
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> dispatcher.dispatch(EVENT));
			assertThat(ends).singleElement().isInstanceOf(IllegalStateException.class);
			assertThat(listeners.bean(Both.class).calls).isEmpty();
		}
	}

	@Test
	void whenTwoListenersReturnSomethingWarnsOnce(CapturedOutput output) throws Exception {
		try (TestListeners listeners = TestListeners.of(Returning.class)) {
			listeners.dispatch(EVENT);
			listeners.dispatch(EVENT);
			assertThat(output).containsOnlyOnce("What webhook listener third returns is ignored");
		}
	}

	@Test
	void whenListenerReturnsNothingThereIsNoValue() throws Exception {
		try (TestListeners listeners = TestListeners.of(Both.class)) {
			assertThat(listeners.dispatch(EVENT)).isEqualTo(new DispatchResult(true, null));
		}
	}

	@Test
	void whenNoListenerMatchesIsNotMatched() throws Exception {
		try (TestListeners listeners = TestListeners.of(Both.class)) {
			assertThat(listeners.dispatch(TestEvent.of("github", "push"))).isEqualTo(new DispatchResult(false, null));
		}
	}

	@Test
	void whenNoListenerMatchesLogsOneToPasteOnce(CapturedOutput output) throws Exception {
		try (TestListeners listeners = TestListeners.of(Both.class)) {
			listeners.dispatch(TestEvent.of("github", "push"));
			listeners.dispatch(TestEvent.of("github", "push"));
			assertThat(output).containsOnlyOnce("@WebhookListener(provider = \"github\", events = \"push\")")
				.containsOnlyOnce("void onPush(WebhookEvent event) {");
		}
	}

	@Test
	void whenTheTypeWasNotFoundSuggestsAListenerForAll(CapturedOutput output) throws Exception {
		try (TestListeners listeners = TestListeners.of(Both.class)) {
			listeners.dispatch(TestEvent.of("github", WebhookEvent.UNKNOWN_TYPE));
			assertThat(output).contains("@WebhookListener(provider = \"github\")").doesNotContain("events = ");
		}
	}

	@Test
	void whenTheProviderTestsTheEndpointSuggestsNoListener(CapturedOutput output) {
		UnmatchedEvents unmatched = new UnmatchedEvents((provider, type) -> type.equals("ping"));
		unmatched.log("github", "ping");
		unmatched.log("github", "ping");
		assertThat(output).containsOnlyOnce("Provider 'github' has tested the endpoint with 'ping'")
			.doesNotContain("@WebhookListener");
	}

	@Test
	void whileAListenerRunsTheLogSaysForWhichEvent() throws Exception {
		try (TestListeners listeners = TestListeners.of(MdcListener.class)) {
			MDC.put("webhook.id", "outer");
			DispatchResult result = listeners.dispatch(TestEvent.of("github", "push"));
			assertThat(String.valueOf(result.value()))
				.contains("webhook.provider=github", "webhook.type=push", "webhook.id=")
				.doesNotContain("outer");
			assertThat(MDC.get("webhook.id")).isEqualTo("outer");
			assertThat(MDC.get("webhook.provider")).isNull();
		}
		finally {
			MDC.clear();
		}
	}

	@Test
	void whatASenderHasWrittenStaysOnOneLineOfTheLog() throws Exception {
		try (TestListeners listeners = TestListeners.of(MdcListener.class)) {
			DispatchResult result = listeners.dispatch(TestEvent.of("github", "pu\nsh"));
			assertThat(String.valueOf(result.value())).contains("webhook.type=pu\\u{a}sh");
		}
	}

	static class MdcListener {

		@WebhookListener
		String on() {
			return String.valueOf(MDC.getCopyOfContextMap());
		}

	}

	@Test
	void whenTypesAreManyFallsSilent(CapturedOutput output) {
		UnmatchedEvents unmatched = new UnmatchedEvents((provider, type) -> false);
		for (int i = 0; i < UnmatchedEvents.MAX_TYPES + 1; i++) {
			unmatched.log("github", "type" + i + "_");
		}
		assertThat(output).contains("'type999_'").doesNotContain("'type1000_'");
	}

	@Test
	void whenConditionIsFalseSuggestsNoListener(CapturedOutput output) throws Exception {
		try (TestListeners listeners = TestListeners.of(Conditional.class)) {
			listeners.dispatch(TestEvent.of("github", "push"));
			assertThat(output).doesNotContain("@WebhookListener");
		}
	}

	@Test
	void listenersForLeavesOutWhereTheConditionIsFalse() {
		try (TestListeners listeners = TestListeners.of(Conditional.class)) {
			assertThat(listeners.dispatcher().listenersFor(EVENT)).hasToString("[true]");
		}
	}

	@Test
	void whenAConditionFailsNobodyKnowsWhoIsToReceiveTheEvent() {
		try (TestListeners listeners = TestListeners.of(Conditional.class, Doubtful.class)) {
			assertThatExceptionOfType(WebhookException.class)
				.isThrownBy(() -> listeners.dispatcher().listenersFor(EVENT))
				.withMessageContaining("condition of webhook listener failing");
		}
	}

	@Test
	void whenAConditionFailsNoListenerIsCalled() {
		try (TestListeners listeners = TestListeners.of(Doubtful.class)) {
			assertThatExceptionOfType(WebhookException.class).isThrownBy(() -> listeners.dispatch(EVENT));
			assertThat(listeners.bean(Doubtful.class).calls).isEmpty();
		}
	}

	@Test
	void allConditionsAreDecidedBeforeTheFirstListenerIsCalled() throws Exception {
		try (TestListeners listeners = TestListeners.of(Gate.class)) {
			listeners.dispatch(EVENT);
			assertThat(listeners.bean(Gate.class).calls).containsExactly("close", "pass");
		}
	}

	@Test
	void aListenerThatLeavesItsThreadInterruptedLeavesNothingBehind() throws Exception {
		try (TestListeners listeners = TestListeners.of(Interrupting.class)) {
			listeners.dispatch(EVENT);
			assertThat(Thread.interrupted()).isFalse();
			listeners.dispatcher().invoke(listeners.registry().listeners().get(0), EVENT);
			assertThat(Thread.interrupted()).isFalse();
			assertThat(listeners.bean(Interrupting.class).calls).containsExactly("first false", "second false",
					"first false");
		}
	}

	@Test
	void aListenerThatFailsAndLeavesItsThreadInterruptedLeavesNothingBehind() {
		WebhookInterceptor interceptor = (event, chain) -> {
			Thread.currentThread().interrupt();
			throw new InterruptedException();
		};
		try (TestListeners listeners = TestListeners.with(TestListeners.bean(WebhookInterceptor.class, interceptor),
				Both.class)) {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> listeners.dispatch(EVENT));
			assertThat(Thread.interrupted()).isFalse();
		}
	}

	@Test
	void aConditionThatLeavesItsThreadInterruptedLeavesNothingBehind() {
		try (TestListeners listeners = TestListeners.of(InterruptingCondition.class)) {
			assertThat(listeners.dispatcher().listenersFor(EVENT)).hasSize(1);
			assertThat(Thread.interrupted()).isFalse();
		}
	}

	@Test
	void aThreadThatWasInterruptedBeforeIsSoAfterwards() throws Exception {
		try (TestListeners listeners = TestListeners.of(Interrupting.class)) {
			Thread.currentThread().interrupt();
			listeners.dispatch(EVENT);
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void invokeCallsOneListener() throws Exception {
		try (TestListeners listeners = TestListeners.of(Ordered.class)) {
			listeners.dispatcher().invoke(listeners.registry().listeners().get(1), EVENT);
			assertThat(listeners.bean(Ordered.class).calls).containsExactly("b");
		}
	}

	@Test
	void invokeDoesNotAskForTheConditionAgain() throws Exception {
		try (TestListeners listeners = TestListeners.of(Conditional.class)) {
			WebhookListenerMethod listener = listeners.registry().find("false");
			assertThat(listeners.dispatcher().invoke(listener, EVENT)).isEqualTo("called");
		}
	}

	@Test
	void treeIsBuiltOnceForAllListeners() throws Exception {
		try (TestListeners listeners = TestListeners.of(Trees.class)) {
			listeners.dispatch(EVENT);
			List<Object> trees = listeners.bean(Trees.class).calls;
			assertThat(trees.get(0)).isSameAs(trees.get(1));
		}
	}

	@Test
	void treeIsNotKeptForTheNextDispatch() throws Exception {
		try (TestListeners listeners = TestListeners.of(Trees.class)) {
			listeners.dispatch(EVENT);
			listeners.dispatch(EVENT);
			List<Object> trees = listeners.bean(Trees.class).calls;
			assertThat(trees.get(0)).isNotSameAs(trees.get(2));
		}
	}

	@Test
	void interceptorsRunInTheirOrderAroundTheListener() throws Exception {
		try (TestListeners listeners = TestListeners.of(Returning.class, Inner.class, Outer.class)) {
			assertThat(listeners.answer(EVENT)).isEqualTo("outer(inner(first))");
		}
	}

	@Test
	void whenInterceptorDoesNotProceedListenerIsNotCalled() throws Exception {
		WebhookInterceptor interceptor = (event, chain) -> "instead";
		try (TestListeners listeners = TestListeners.with(TestListeners.bean(WebhookInterceptor.class, interceptor),
				Ordered.class)) {
			listeners.dispatch(EVENT);
			assertThat(listeners.bean(Ordered.class).calls).isEmpty();
		}
	}

	@Test
	void whenInterceptorPassesAnotherEventListenerReceivesIt() throws Exception {
		WebhookInterceptor interceptor = (event, chain) -> chain.proceed(TestEvent.json("{\"n\":1}"));
		try (TestListeners listeners = TestListeners.with(TestListeners.bean(WebhookInterceptor.class, interceptor),
				Trees.class)) {
			listeners.dispatch(EVENT);
			assertThat(listeners.bean(Trees.class).calls.get(0)).hasToString("{\"n\":1}");
		}
	}

	abstract static class Recording {

		final List<Object> calls = new ArrayList<>();

	}

	static class Ordered extends Recording {

		@Order(2)
		@WebhookListener
		void b(WebhookEvent event) {
			this.calls.add("b");
		}

		@Order(1)
		@WebhookListener
		void a(WebhookEvent event) {
			this.calls.add("a");
		}

	}

	static class Both extends Recording {

		@WebhookListener(provider = "github", events = { "issues", "issues.*" })
		void on(WebhookEvent event) {
			this.calls.add(event);
		}

	}

	static class Failing extends Recording {

		@Order(1)
		@WebhookListener
		void fail(WebhookEvent event) throws IOException {
			throw new IOException("failed");
		}

		@Order(2)
		@WebhookListener
		void next(WebhookEvent event) {
			this.calls.add(event);
		}

	}

	static class Broken {

		@WebhookListener
		void on(WebhookEvent event) {
			throw new AssertionError("broken");
		}

	}

	static class Returning {

		@Order(1)
		@WebhookListener(id = "first")
		Object first(WebhookEvent event) {
			return "first";
		}

		@Order(2)
		@WebhookListener(id = "second")
		void second(WebhookEvent event) {
		}

		@Order(3)
		@WebhookListener(id = "third")
		Object third(WebhookEvent event) {
			return "third";
		}

	}

	static class Conditional {

		@WebhookListener(id = "false", condition = "false")
		Object never(WebhookEvent event) {
			return "called";
		}

		@WebhookListener(id = "true", events = "issues", condition = "true")
		void yes(WebhookEvent event) {
		}

	}

	static class Doubtful extends Recording {

		@Order(1)
		@WebhookListener(id = "before")
		void before(WebhookEvent event) {
			this.calls.add("before");
		}

		@Order(2)
		@WebhookListener(id = "failing", condition = "#payload.a.b.c == 1")
		void failing(WebhookEvent event) {
			this.calls.add("failing");
		}

	}

	@Component("gate")
	static class Gate extends Recording {

		private boolean open = true;

		public boolean isOpen() {
			return this.open;
		}

		@Order(1)
		@WebhookListener
		void close(WebhookEvent event) {
			this.calls.add("close");
			this.open = false;
		}

		@Order(2)
		@WebhookListener(condition = "@gate.open")
		void pass(WebhookEvent event) {
			this.calls.add("pass");
		}

	}

	static class Interrupting extends Recording {

		@Order(1)
		@WebhookListener
		void first(WebhookEvent event) {
			this.calls.add("first " + Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
		}

		@Order(2)
		@WebhookListener
		void second(WebhookEvent event) {
			this.calls.add("second " + Thread.currentThread().isInterrupted());
		}

	}

	@Component("interrupting")
	static class InterruptingCondition {

		public boolean isOpen() {
			Thread.currentThread().interrupt();
			return true;
		}

		@WebhookListener(condition = "@interrupting.open")
		void on(WebhookEvent event) {
		}

	}

	static class Trees extends Recording {

		@WebhookListener
		void a(JsonNode payload) {
			this.calls.add(payload);
		}

		@WebhookListener
		void b(JsonNode payload) {
			this.calls.add(payload);
		}

	}

	@Order(1)
	static class Outer implements WebhookInterceptor {

		@Override
		public Object intercept(WebhookEvent event, Chain chain) throws Exception {
			return "outer(" + chain.proceed(event) + ")";
		}

	}

	@Order(2)
	static class Inner implements WebhookInterceptor {

		@Override
		public Object intercept(WebhookEvent event, Chain chain) throws Exception {
			return "inner(" + chain.proceed(event) + ")";
		}

	}

}
