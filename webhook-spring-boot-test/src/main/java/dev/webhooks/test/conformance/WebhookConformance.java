package dev.webhooks.test.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.WebhookRequestBuilder;
import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;

/**
 * Tries whether the listeners of an application do the same however often, in whatever
 * order and with whatever mishaps their events come. It is a test to extend, with
 * {@code @SpringBootTest} or {@code @WebhookTest}: with its own inbox, in memory or in a
 * database, or without one. <pre class="code">
 * &#064;SpringBootTest
 * class ListenersConformanceTests extends WebhookConformance {
 *
 *     &#064;Autowired WebhookRequests webhooks;
 *
 *     &#064;Autowired Orders orders;
 *
 *     &#064;Override
 *     protected List&lt;WebhookRequestBuilder&lt;?&gt;&gt; events() {
 *         return List.of(this.webhooks.provider("stripe").event("charge.succeeded"),
 *                 this.webhooks.provider("stripe").event("charge.refunded"));
 *     }
 *
 *     &#064;Override
 *     protected Object state() {
 *         return this.orders.findAll().stream().map(Order::status).toList();
 *     }
 *
 *     &#064;Override
 *     protected void reset() {
 *         this.orders.deleteAll();
 *     }
 *
 * }
 * </pre> A failure names the listener, the scenario, the states before and after, and
 * what can be done about it. Scenarios of which an application knows that they do not
 * concern it are overridden by a method without annotations. The inbox is
 * {@linkplain WebhookDeliveriesTester#clear emptied} before each.
 */
@Import(ListenerRuns.class)
@AutoConfigureWebhooks
@TestPropertySource(properties = "webhooks.test.deliveries=manual")
public abstract class WebhookConformance {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private ApplicationContext context;

	/**
	 * The events to try, in the order in which they happen. It is asked once for each
	 * scenario.
	 * @return requests, each of which brings an event of its own
	 */
	protected abstract List<? extends WebhookRequestBuilder<?>> events();

	/**
	 * The state that the listeners change, as a value that does not change any more: a
	 * record, a list, a map, a number or a text, which are compared by {@code equals}. It
	 * does not hold what is different each time, such as generated keys and the times of
	 * changes.
	 * @return the state
	 */
	protected abstract @Nullable Object state();

	/**
	 * Makes the state as it is before the first event.
	 */
	protected abstract void reset();

	/**
	 * Verifies that the test can see something.
	 */
	@Test
	@DisplayName("The state shows what listeners do")
	protected void theStateShowsWhatListenersDo() {
		reset();
		Object before = state();
		Object after = stateAfter((rehearsal) -> events().forEach(rehearsal::bring));
		if (Objects.deepEquals(before, after)) {
			throw new AssertionError("state() is the same before and after all events, so that this test sees nothing "
					+ "of what listeners do: " + after);
		}
	}

	/**
	 * The same request comes twice.
	 * @return a test for each event
	 */
	@TestFactory
	@DisplayName("A duplicate changes nothing")
	protected Stream<DynamicTest> duplicates() {
		return forEachEvent("comes twice", (event) -> {
			Object once = stateAfter((rehearsal) -> rehearsal.bring(event));
			Object twice = stateAfter((rehearsal) -> rehearsal.bringTwice(event));
			verdict(Scenario.DUPLICATE, runs().repeated()).compare(once, twice);
		});
	}

	/**
	 * The same request comes several times at once.
	 * @return a test for each event
	 */
	@TestFactory
	@DisplayName("Duplicates at the same time change nothing")
	protected Stream<DynamicTest> concurrentDuplicates() {
		return forEachEvent("comes several times at once", (event) -> {
			Object once = stateAfter((rehearsal) -> rehearsal.bring(event));
			Object several = stateAfter((rehearsal) -> rehearsal.bringAtOnce(event));
			verdict(Scenario.CONCURRENT_DUPLICATE, runs().repeated()).compare(once, several);
		});
	}

	/**
	 * Two nodes run a listener for the same event at once. Transactional listeners, of
	 * which the database lets one run at a time, are left out.
	 * @return a test for each event and listener
	 */
	@TestFactory
	@DisplayName("Two runs at the same time do what one does")
	protected Stream<DynamicTest> overlappingRuns() {
		Set<String> transactional = new TreeSet<>(this.context.getBean(WebhookListenerRegistry.class)
			.listeners()
			.stream()
			.filter(WebhookListenerMethod::isTransactional)
			.map(WebhookListenerMethod::id)
			.toList());
		return forEachRun("runs on two nodes at once", Scenario.OVERLAPPING_RUNS, Mischief.OVERLAPS, transactional);
	}

	/**
	 * Events come in another order: each before the one that it follows, and all of them
	 * the other way round.
	 * @return a test for each order
	 */
	@TestFactory
	@DisplayName("The order of events does not matter")
	protected Stream<DynamicTest> otherOrders() {
		int count = events().size();
		Stream<DynamicTest> neighbours = IntStream.range(0, count - 1)
			.mapToObj((i) -> otherOrder("event " + (i + 2) + " comes before event " + (i + 1),
					(events) -> Collections.swap(events, i, i + 1)));
		return (count > 2)
				? Stream.concat(neighbours,
						Stream.of(otherOrder("all events come the other way round", Collections::reverse)))
				: neighbours;
	}

	private DynamicTest otherOrder(String name, Consumer<List<?>> change) {
		return DynamicTest.dynamicTest(name, () -> {
			List<WebhookRequestBuilder<?>> events = new ArrayList<>(events());
			Object inOrder = stateAfter((rehearsal) -> events.forEach(rehearsal::bring));
			change.accept(events);
			Object changed = stateAfter((rehearsal) -> events.forEach(rehearsal::bring));
			verdict(Scenario.OUT_OF_ORDER, runs().listeners()).compare(inOrder, changed);
		});
	}

	/**
	 * A listener fails before it has begun, and the event is delivered again.
	 * @return a test for each event and listener
	 */
	@TestFactory
	@DisplayName("A redelivery after a failure changes nothing more")
	protected Stream<DynamicTest> redeliveries() {
		return forEachRun("fails at first", Scenario.REDELIVERY, Mischief.FAILS_BEFORE, Set.of());
	}

	/**
	 * A listener has done its work, but the application dies before that is recorded or
	 * answered, so that it runs again.
	 * @return a test for each event and listener
	 */
	@TestFactory
	@DisplayName("A death before the completion changes nothing more")
	protected Stream<DynamicTest> lostCompletions() {
		return forEachRun("has run, but that is lost", Scenario.LOST_COMPLETION, Mischief.FAILS_AFTER, Set.of());
	}

	private Stream<DynamicTest> forEachEvent(String name, Attempt<WebhookRequestBuilder<?>> attempt) {
		return events().stream()
			.map((event) -> DynamicTest.dynamicTest(event + " " + name, () -> attempt.accept(event)));
	}

	private Stream<DynamicTest> forEachRun(String name, Scenario scenario, Mischief mischief, Set<String> leftOut) {
		return events().stream().flatMap((event) -> {
			stateAfter((rehearsal) -> rehearsal.bring(event));
			Set<String> listeners = new TreeSet<>(runs().listeners());
			if (listeners.isEmpty()) {
				throw new AssertionError(event + " reaches no webhook listener");
			}
			listeners.removeAll(leftOut);
			return listeners.stream()
				.map((listener) -> DynamicTest.dynamicTest("'" + listener + "' " + name + ": " + event,
						() -> tryRun(event, listener, scenario, mischief)));
		});
	}

	private void tryRun(WebhookRequestBuilder<?> event, String listener, Scenario scenario, Mischief mischief) {
		Object once = stateAfter((rehearsal) -> rehearsal.bring(event));
		Object again = stateAfter((rehearsal) -> {
			runs().plan(listener, mischief);
			rehearsal.bring(event);
			rehearsal.bring(event);
		});
		if (runs().isPlanned()) {
			throw new AssertionError("Webhook listener '" + listener + "' was not called for " + event);
		}
		Set<String> repeated = runs().repeated();
		verdict(scenario, repeated.isEmpty() ? Set.of(listener) : repeated).compare(once, again);
	}

	private @Nullable Object stateAfter(Attempt<Rehearsal> attempt) {
		Rehearsal rehearsal = new Rehearsal(this.context.getBean(WebhookReceiver.class),
				this.context.getBean(WebhookDeliveriesTester.class),
				this.context.getBeanProvider(WebhookDeliveries.class).getIfUnique());
		reset();
		runs().begin();
		try {
			attempt.accept(rehearsal);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The test was interrupted", ex);
		}
		rehearsal.end();
		return state();
	}

	private Verdict verdict(Scenario scenario, Collection<String> listeners) {
		return new Verdict(scenario, runs().events(), listeners);
	}

	private ListenerRuns runs() {
		return this.context.getBean(ListenerRuns.class);
	}

	/**
	 * Something that waits for threads.
	 *
	 * @param <T> what it works with
	 */
	@FunctionalInterface
	private interface Attempt<T> {

		void accept(T value) throws InterruptedException;

	}

}
