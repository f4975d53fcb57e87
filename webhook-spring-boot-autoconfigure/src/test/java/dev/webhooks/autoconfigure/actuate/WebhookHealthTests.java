package dev.webhooks.autoconfigure.actuate;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.operation.DeliveryOperations;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.Gates;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the health says of engines and providers, as the endpoint shows it.
 */
class WebhookHealthTests {

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private final MutableClock clock = new MutableClock(NOW);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookActivityAutoConfiguration.class, WebhookHealthAutoConfiguration.class,
				ApplicationAvailabilityAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				AvailabilityHealthContributorAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class))
		.withBean(MutableClock.class, () -> this.clock)
		.withBean(Listener.class)
		.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.shop.signature.scheme=none",
				"management.endpoint.health.show-components=always", "management.endpoint.health.show-details=always");

	private final ApplicationContextRunner inline = this.runner.withPropertyValues("webhooks.inbox.type=none");

	private static HealthDescriptor health(ApplicationContext context, String... path) {
		return context.getBean(HealthEndpoint.class).healthForPath(path);
	}

	private static Status status(ApplicationContext context, String... path) {
		return health(context, path).getStatus();
	}

	private static Map<String, Object> details(ApplicationContext context, String... path) {
		return ((IndicatedHealthDescriptor) health(context, path)).getDetails();
	}

	private static int receive(ApplicationContext context, String body) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/shop")
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.build();
		return context.getBean(WebhookReceiver.class).receive("shop", new WebhookRequest(head, body)).status();
	}

	private static void store(DeliveryStorage storage, String channel, Instant receivedAt) {
		Message message = new Message(channel, null, "stored", List.of("order"), null, receivedAt,
				WebhookHeaders.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8), null,
				Map.of());
		storage.store()
			.add(List.of(new Addition(UUID.randomUUID(), message, null, List.of("gone"), false)),
					new Lease(1, receivedAt.plusSeconds(60)), receivedAt);
	}

	@Test
	void allIsUpWhileNothingIsWrong() {
		this.runner.run((context) -> {
			assertThat(receive(context, "{}")).isEqualTo(200);
			Awaitility.await()
				.untilAsserted(() -> assertThat(details(context, "webhooks", "shop")).containsEntry("received", 1L)
					.containsEntry("processed", 1L)
					.containsEntry("failed", 0L)
					.containsEntry("lastReceived", NOW.toString()));
			assertThat(status(context, "webhooks")).isEqualTo(Status.UP);
			assertThat(details(context, "webhooks", "inbox", "threads")).containsEntry("running", true);
			assertThat(details(context, "webhooks", "inbox", "store")).containsEntry("reachable", true);
			assertThat(details(context, "webhooks", "inbox", "backlog")).containsKeys("pending", "due", "dead");
		});
	}

	@Test
	void anEngineThatDoesNotRunIsDown() {
		this.runner.run((context) -> {
			context.getBean(InboxEngine.class).stop();
			assertThat(status(context, "webhooks", "inbox", "threads")).isEqualTo(Status.DOWN);
			assertThat(status(context, "webhooks", "inbox")).isEqualTo(Status.DOWN);
			assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.UP);
		});
	}

	@Test
	void whatNobodyDeliversIsShownAndDown() {
		this.runner.run((context) -> {
			store(context.getBean(InboxEngine.class).storage(), "gone", NOW);
			assertThat(details(context, "webhooks", "inbox", "orphans")).containsEntry("gone/gone", 1L);
			assertThat(status(context, "webhooks", "inbox", "orphans")).isEqualTo(Status.DOWN);
			assertThat(status(context, "webhooks", "inbox", "store")).isEqualTo(Status.UP);
		});
	}

	@Test
	void ofManyThatNobodyDeliversSomeAreShown() {
		this.runner.run((context) -> {
			for (int i = 10; i < 35; i++) {
				store(context.getBean(InboxEngine.class).storage(), "gone" + i, NOW);
			}
			assertThat(details(context, "webhooks", "inbox", "orphans")).hasSize(21)
				.containsEntry("gone29/gone", 1L)
				.containsEntry("more", 5);
		});
	}

	@Test
	void aBacklogOfAnyAgeIsUpWithoutAThreshold() {
		this.runner.run((context) -> {
			store(context.getBean(InboxEngine.class).storage(), "gone", NOW.minus(Duration.ofDays(1)));
			assertThat(status(context, "webhooks", "inbox", "backlog")).isEqualTo(Status.UP);
			assertThat(details(context, "webhooks", "inbox", "backlog")).containsEntry("due", 1L).containsKey("age");
		});
	}

	@Test
	void aBacklogThatIsTooOldIsDown() {
		this.runner.withPropertyValues("webhooks.health.max-backlog-age=10m").run((context) -> {
			store(context.getBean(InboxEngine.class).storage(), "gone", NOW.minus(Duration.ofMinutes(11)));
			assertThat(status(context, "webhooks", "inbox", "backlog")).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void aSecondEngineHasItsOwnComponent() {
		DeliveryStorage storage = MemoryStorage.create();
		this.runner.withBean(OtherEngine.class, () -> new OtherEngine((engine) -> storage)).run((context) -> {
			store(storage, "default", NOW);
			assertThat(status(context, "webhooks", "outbox", "threads")).isEqualTo(Status.UP);
			assertThat(status(context, "webhooks", "outbox", "orphans")).isEqualTo(Status.DOWN);
			assertThat(status(context, "webhooks", "inbox")).isEqualTo(Status.UP);
		});
	}

	@Test
	void aStoreThatCannotBeReadIsDown() {
		this.runner.withBean(OtherEngine.class, () -> new OtherEngine((engine) -> {
			throw new StoreUnavailableException("The database of the store cannot be reached", null);
		})).run((context) -> {
			assertThat(status(context, "webhooks", "outbox", "store")).isEqualTo(Status.DOWN);
			assertThat(details(context, "webhooks", "outbox", "store").get("error").toString())
				.contains("cannot be reached");
			assertThat(status(context, "webhooks", "outbox", "backlog")).isEqualTo(Status.UNKNOWN);
		});
	}

	@Test
	@Timeout(30)
	void aStoreThatHangsIsDownWithinSeconds() {
		CountDownLatch answered = new CountDownLatch(1);
		this.runner.withBean(OtherEngine.class, () -> new OtherEngine((engine) -> {
			Awaitility.await().forever().until(() -> answered.getCount() == 0);
			return MemoryStorage.create();
		})).run((context) -> {
			long begin = System.nanoTime();
			assertThat(status(context, "webhooks")).isEqualTo(Status.DOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
			answered.countDown();
		});
	}

	@Test
	void aProviderOfWhichTooMuchFailsIsDown() {
		this.inline
			.withPropertyValues("webhooks.providers.shop.health.max-failure-rate=10%",
					"webhooks.providers.shop.health.minimum-calls=4")
			.run((context) -> {
				assertThat(receive(context, "{\"fail\":1}")).isEqualTo(500);
				assertThat(status(context, "webhooks", "shop")).as("too few calls").isEqualTo(Status.UP);
				assertThat(receive(context, "{\"fail\":2}")).isEqualTo(500);
				assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.DOWN);
				assertThat(details(context, "webhooks", "shop")).containsEntry("failureRate", "100.0%")
					.containsEntry("calls", 4L);
				this.clock.advance(Duration.ofMinutes(11));
				assertThat(status(context, "webhooks", "shop")).as("after the window").isEqualTo(Status.UP);
			});
	}

	@Test
	void whatComesTooFastHasNotFailed() {
		this.inline.withPropertyValues("webhooks.providers.shop.rate-limit.requests-per-minute=1").run((context) -> {
			assertThat(receive(context, "{}")).isEqualTo(200);
			assertThat(receive(context, "{\"other\":1}")).isEqualTo(429);
			assertThat(details(context, "webhooks", "shop")).containsEntry("failureRate", "0.0%")
				.containsEntry("calls", 2L)
				.containsEntry("refused", 1L);
		});
	}

	@Test
	void withoutThresholdsAProviderIsUpWhateverFails() {
		this.inline.run((context) -> {
			for (int i = 0; i < 30; i++) {
				receive(context, "{\"fail\":" + i + "}");
			}
			this.clock.advance(Duration.ofDays(9));
			assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.UP);
			assertThat(details(context, "webhooks", "shop")).containsEntry("failed", 30L);
		});
	}

	@Test
	void theDetailsHoldNoPayload() {
		this.inline.run((context) -> {
			receive(context, "{\"fail\":\"confidential\"}");
			assertThat(details(context, "webhooks", "shop")).containsEntry("lastError",
					"java.lang.IllegalStateException");
		});
	}

	@Test
	void aProviderThatIsSilentForTooLongIsDown() {
		this.inline.withPropertyValues("webhooks.providers.shop.health.max-silence=60m").run((context) -> {
			this.clock.advance(Duration.ofMinutes(59));
			assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.UP);
			this.clock.advance(Duration.ofMinutes(2));
			assertThat(status(context, "webhooks", "shop")).as("since the start").isEqualTo(Status.DOWN);
			receive(context, "{}");
			assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.UP);
			this.clock.advance(Duration.ofMinutes(61));
			assertThat(status(context, "webhooks", "shop")).as("since the last event").isEqualTo(Status.DOWN);
		});
	}

	@Test
	void whatIsStoredTellsOfTheSilenceBeforeTheStart() {
		this.runner.withPropertyValues("webhooks.providers.shop.health.max-silence=60m").run((context) -> {
			store(context.getBean(InboxEngine.class).storage(), "shop", NOW.minus(Duration.ofMinutes(61)));
			assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void whatOtherNodesHaveStoredIsNoSilence() {
		this.runner.withPropertyValues("webhooks.providers.shop.health.max-silence=60m").run((context) -> {
			this.clock.advance(Duration.ofMinutes(90));
			store(context.getBean(InboxEngine.class).storage(), "shop", NOW.plus(Duration.ofMinutes(80)));
			assertThat(status(context, "webhooks", "shop")).isEqualTo(Status.UP);
		});
	}

	@Test
	void byDefaultNeitherLivenessNorReadinessHasAnyOfIt() {
		this.runner.withPropertyValues("management.endpoint.health.probes.enabled=true").run((context) -> {
			assertThat(health(context, "liveness", "livenessState")).isNotNull();
			assertThat(health(context, "liveness", "webhooks")).isNull();
			assertThat(health(context, "readiness", "readinessState")).isNotNull();
			assertThat(health(context, "readiness", "webhooks")).isNull();
		});
	}

	@Test
	void aPartOfAnEngineCanBePutIntoTheReadiness() {
		this.runner
			.withPropertyValues("management.endpoint.health.probes.enabled=true",
					"management.endpoint.health.group.readiness.include=readinessState,webhooks/inbox/threads")
			.run((context) -> {
				assertThat(health(context, "readiness", "webhooks", "inbox", "threads").getStatus())
					.isEqualTo(Status.UP);
				assertThat(health(context, "readiness", "webhooks", "shop")).isNull();
				context.getBean(InboxEngine.class).stop();
				assertThat(status(context, "readiness")).isEqualTo(Status.DOWN);
			});
	}

	/**
	 * Fails where there is {@code fail} in the body.
	 */
	static class Listener {

		@WebhookListener(provider = "shop", id = "orders")
		void receive(WebhookEvent event, String body) {
			if (body.contains("fail")) {
				throw new IllegalStateException("No stock for " + body);
			}
		}

	}

	/**
	 * An engine beside the inbox, as that of a sender.
	 */
	static class OtherEngine implements OperatedEngine {

		private final Function<OtherEngine, DeliveryStorage> storage;

		OtherEngine(Function<OtherEngine, DeliveryStorage> storage) {
			this.storage = storage;
		}

		@Override
		public String name() {
			return "outbox";
		}

		@Override
		public EngineState state() {
			return new EngineState(true, true, null, 0, 0, 0);
		}

		@Override
		public Gates gates() {
			throw new UnsupportedOperationException();
		}

		@Override
		public DeliveryStorage storage() {
			return this.storage.apply(this);
		}

		@Override
		public DeliveryOperations operations() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Clock clock() {
			return Clock.systemUTC();
		}

	}

}
