package dev.webhooks.test.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.test.ProviderRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * Listeners that bear what may happen to their events, and listeners that do not.
 */
class WebhookConformanceTests {

	@ParameterizedTest
	@ValueSource(classes = { CarefulFromMemory.class, CarefulBeforeTheAnswer.class })
	void listenersThatBearAllPass(Class<?> test) {
		TestExecutionSummary summary = run(test);
		assertThat(summary.getFailures()).extracting((failure) -> failure.getException()).isEmpty();
		assertThat(summary.getTestsSucceededCount()).isEqualTo(12);
	}

	@ParameterizedTest
	@ValueSource(classes = { CarelessFromMemory.class, CarelessBeforeTheAnswer.class })
	void listenersThatAddUpFailWhereTheyRunTwice(Class<?> test) {
		assertThat(failures(run(test)).keySet()).containsExactlyInAnyOrder(
				"'careless.paid' runs on two nodes at once: Request of stripe [charge.succeeded]",
				"'careless.paid' has run, but that is lost: Request of stripe [charge.succeeded]",
				"event 2 comes before event 1");
	}

	@ParameterizedTest
	@ValueSource(classes = { CarelessFromMemory.class, CarelessBeforeTheAnswer.class })
	void theFailureNamesTheListenerTheScenarioTheStatesAndARecipe(Class<?> test) {
		String message = failures(run(test))
			.get("'careless.paid' has run, but that is lost: Request of stripe [charge.succeeded]");
		assertThat(message).contains("Webhook listener 'careless.paid' is not idempotent.",
				"Scenario: it ran to its end, the application ended before that was recorded, and it ran again.",
				"of type charge.succeeded", "State after one run: 100, {ch_1=charge.succeeded}",
				"State after the second run: 200, {ch_1=charge.succeeded}", "unique key", "transactional = true");
	}

	@Test
	void anotherOrderOfEventsIsTold() {
		assertThat(failures(run(CarelessFromMemory.class)).get("event 2 comes before event 1")).contains(
				"One of the webhook listeners 'careless.paid', 'careless.refunded' is not idempotent.",
				"the events came in another order", "State after the order of events(): 100, {ch_1=charge.refunded}",
				"State after the other order: 100, {ch_1=charge.succeeded}", "RetryLaterWebhookException", "order-by");
	}

	@Test
	void aStateThatShowsNothingIsTold() {
		assertThat(failures(run(Blind.class)).values())
			.anySatisfy((message) -> assertThat(message).contains("sees nothing of what listeners do"));
	}

	private static TestExecutionSummary run(Class<?> test) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectClass(test))
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		return listener.getSummary();
	}

	private static Map<String, String> failures(TestExecutionSummary summary) {
		Map<String, String> failures = new TreeMap<>();
		summary.getFailures()
			.forEach((failure) -> failures.put(failure.getTestIdentifier().getDisplayName(),
					failure.getException().getMessage()));
		return failures;
	}

	@TestPropertySource(properties = "webhooks.inbox.type=memory")
	static class CarefulFromMemory extends CarefulConformance {

	}

	@TestPropertySource(properties = "webhooks.inbox.type=none")
	static class CarefulBeforeTheAnswer extends CarefulConformance {

	}

	@TestPropertySource(properties = "webhooks.inbox.type=memory")
	static class CarelessFromMemory extends CarelessConformance {

	}

	@TestPropertySource(properties = "webhooks.inbox.type=none")
	static class CarelessBeforeTheAnswer extends CarelessConformance {

	}

	@TestPropertySource(properties = "webhooks.inbox.type=memory")
	static class Blind extends CarelessConformance {

		@Override
		protected Object state() {
			return "always the same";
		}

	}

	@SpringBootTest(classes = { Application.class, Careful.class })
	abstract static class CarefulConformance extends ShopConformance {

		@Autowired
		private Careful careful;

		@Override
		protected Object state() {
			return this.careful.toString();
		}

		@Override
		protected void reset() {
			this.careful.ranks.clear();
		}

	}

	@SpringBootTest(classes = { Application.class, Careless.class })
	abstract static class CarelessConformance extends ShopConformance {

		@Autowired
		private Careless careless;

		@Override
		protected Object state() {
			return this.careless.toString();
		}

		@Override
		protected void reset() {
			this.careless.total.set(0);
			this.careless.states.clear();
		}

	}

	@TestPropertySource(properties = "webhooks.providers.stripe.secret=a-secret-for-tests")
	abstract static class ShopConformance extends WebhookConformance {

		@Autowired
		private WebhookProviders providers;

		@Override
		protected List<ProviderRequest> events() {
			return List.of(event("charge.succeeded"), event("charge.refunded"));
		}

		private ProviderRequest event(String type) {
			return ProviderRequest.of(this.providers.find("stripe"))
				.event(type)
				.set("/data/object/id", "ch_1")
				.set("/data/object/amount", 100);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/** The furthest state of a charge wins. */
	static class Careful {

		private final Map<String, Integer> ranks = new ConcurrentHashMap<>();

		@WebhookListener(provider = "stripe", events = "charge.*", id = "careful")
		void charge(WebhookEvent event, @WebhookPayload("/data/object/id") String charge) {
			this.ranks.merge(charge, event.type().equals("charge.refunded") ? 2 : 1, Math::max);
		}

		@Override
		public String toString() {
			return this.ranks.toString();
		}

	}

	static class Careless {

		private final AtomicLong total = new AtomicLong();

		private final Map<String, String> states = new ConcurrentHashMap<>();

		@WebhookListener(provider = "stripe", events = "charge.succeeded", id = "careless.paid")
		void paid(WebhookEvent event, @WebhookPayload("/data/object/id") String charge,
				@WebhookPayload("/data/object/amount") long amount) {
			this.total.addAndGet(amount);
			this.states.put(charge, event.type());
		}

		@WebhookListener(provider = "stripe", events = "charge.refunded", id = "careless.refunded")
		void refunded(WebhookEvent event, @WebhookPayload("/data/object/id") String charge) {
			this.states.put(charge, event.type());
		}

		@Override
		public String toString() {
			return this.total + ", " + this.states;
		}

	}

}
