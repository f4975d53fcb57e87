package dev.webhooks.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.guard.LocalRateLimiter;
import dev.webhooks.guard.RateLimitKey;
import dev.webhooks.guard.RateLimitKeyResolver;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.provider.RequestLimit;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the limits of providers and clients, without any web server.
 */
class RateLimitTests {

	private static final String FORGER = "192.0.2.66";

	private static final String PROVIDER = "192.0.2.1";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final AtomicInteger bodiesRead = new AtomicInteger();

	private final AtomicInteger events = new AtomicInteger();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock)
		.withPropertyValues("webhooks.providers.stripe.secret=a secret of thirty-two bytes....");

	@Test
	void verifiedRequestsBeyondTheBurstAreAnswered429UntilExactlyRetryAfter() {
		limited("requests-per-minute=6", "burst=2").run((context) -> {
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			WebhookResponse refused = signed(context, PROVIDER);
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.headers().first("Retry-After")).isEqualTo("10");
			assertThat(text(refused)).doesNotContain("limit");
			pass(Duration.ofSeconds(10).minusNanos(1));
			assertThat(signed(context, PROVIDER).headers().first("Retry-After")).isEqualTo("1");
			pass(Duration.ofNanos(1));
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
		});
	}

	@Test
	void withoutBurstThereAreAsManyAtOnceAsInAMinute() {
		limited("requests-per-minute=3").run((context) -> {
			for (int i = 0; i < 3; i++) {
				assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			}
			assertThat(signed(context, PROVIDER).headers().first("Retry-After")).isEqualTo("20");
		});
	}

	@Test
	void forgedRequestsNeverSpendTheLimitOfTheProvider() {
		limited("requests-per-minute=1").run((context) -> {
			for (int i = 0; i < 50; i++) {
				assertThat(forged(context, FORGER).status()).isEqualTo(401);
			}
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
		});
	}

	@Test
	void aClientThatWasRefusedTooOftenIsTurnedAwayBeforeItsBodyIsRead() {
		limited("failures-per-minute=3").run((context) -> {
			for (int i = 0; i < 3; i++) {
				assertThat(forged(context, FORGER).status()).isEqualTo(401);
			}
			assertThat(this.bodiesRead).hasValue(3);
			WebhookResponse refused = forged(context, FORGER);
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.headers().first("Retry-After")).isEqualTo("20");
			assertThat(this.bodiesRead).hasValue(3);
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			pass(Duration.ofSeconds(20));
			assertThat(forged(context, FORGER).status()).isEqualTo(401);
		});
	}

	@Test
	void aBodyThatIsNotThereInTimeIsTheClientsFault() {
		limited("failures-per-minute=1").run((context) -> {
			WebhookProvider provider = context.getBean(WebhookProviders.class).find("stripe");
			WebhookResponse slow = context.getBean(WebhookReceiver.class)
				.receive(provider, request(FORGER).head(), (limit) -> {
					throw new WebhookRejectedException(RejectionReason.BODY_TIMEOUT, "for the test");
				});
			assertThat(slow.status()).isEqualTo(408);
			assertThat(forged(context, FORGER).status()).isEqualTo(429);
		});
	}

	@Test
	void anAddressThatSentAVerifiedRequestWithinTenMinutesIsStillRead() {
		limited("failures-per-minute=2").run((context) -> {
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			for (int i = 0; i < 20; i++) {
				assertThat(forged(context, PROVIDER).status()).isEqualTo(401);
			}
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			pass(Duration.ofMinutes(10).minusNanos(1));
			forged(context, PROVIDER);
			forged(context, PROVIDER);
			assertThat(forged(context, PROVIDER).status()).isEqualTo(401);
			pass(Duration.ofNanos(1));
			assertThat(forged(context, PROVIDER).status()).isEqualTo(429);
		});
	}

	@Test
	void theTrustInAnAddressHoldsForTheProviderThatSentFromIt() {
		limited("failures-per-minute=1")
			.withPropertyValues("webhooks.providers.other.preset=stripe",
					"webhooks.providers.other.secret=another secret of thirty-two byte",
					"webhooks.providers.other.rate-limit.failures-per-minute=1")
			.run((context) -> {
				assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
				assertThat(forged(context, "other", PROVIDER).status()).isEqualTo(401);
				assertThat(forged(context, "other", PROVIDER).status()).isEqualTo(429);
			});
	}

	@Test
	void theAddressesOfOneIpv6NetworkAreOneClient() {
		limited("failures-per-minute=1").run((context) -> {
			assertThat(forged(context, "2001:db8:1:2::1").status()).isEqualTo(401);
			assertThat(forged(context, "2001:db8:1:2:ffff::2").status()).isEqualTo(429);
			assertThat(forged(context, "2001:db8:1:3::1").status()).isEqualTo(401);
		});
	}

	@Test
	void whatIsNotTheClientsFaultIsNotCounted() {
		limited("failures-per-minute=1", "requests-per-minute=1").run((context) -> {
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			for (int i = 0; i < 5; i++) {
				assertThat(signed(context, PROVIDER).status()).isEqualTo(429);
			}
			pass(Duration.ofMinutes(11));
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
		});
	}

	@Test
	void eachTenantHasTheWholeLimit() {
		tenants().run((context) -> {
			assertThat(signedFor(context, "acme").status()).isEqualTo(200);
			assertThat(signedFor(context, "acme").status()).isEqualTo(429);
			assertThat(signedFor(context, "globex").status()).isEqualTo(200);
			assertThat(signedFor(context, "globex").status()).isEqualTo(429);
		});
	}

	@Test
	void aResolverOfTheApplicationMayCountAllTenantsTogether() {
		tenants()
			.withBean(RateLimitKeyResolver.class, () -> (provider, verified) -> RateLimitKey.verified(provider.name()))
			.run((context) -> {
				assertThat(signedFor(context, "acme").status()).isEqualTo(200);
				assertThat(signedFor(context, "globex").status()).isEqualTo(429);
			});
	}

	@Test
	void refusedRequestsOfAClientAreCountedWhateverTenantTheyAreFor() {
		limited("failures-per-minute=2").withPropertyValues("webhooks.providers.stripe.path=/{tenant}/stripe")
			.run((context) -> {
				WebhookProvider provider = context.getBean(WebhookProviders.class).find("stripe");
				assertThat(receive(context, provider, forTenant("acme")).status()).isEqualTo(401);
				assertThat(receive(context, provider, forTenant("globex")).status()).isEqualTo(401);
				assertThat(receive(context, provider, forTenant("initech")).status()).isEqualTo(429);
			});
	}

	@Test
	void aLimiterOfTheApplicationIsAskedInstead() {
		FullLimiter full = new FullLimiter();
		limited("requests-per-minute=1", "failures-per-minute=1").withBean("own", RateLimiter.class, () -> full)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(LocalRateLimiter.class);
				assertThat(signed(context, FORGER).headers().first("Retry-After")).isEqualTo("7");
				assertThat(this.bodiesRead).hasValue(0);
				assertThat(full.asked).containsExactly(RateLimitKey.refused("stripe", FORGER));
			});
	}

	@Test
	void whereNoLimitIsSetTheLimiterIsNeverAsked() {
		FullLimiter full = new FullLimiter();
		this.contextRunner.withBean(RateLimiter.class, () -> full).run((context) -> {
			assertThat(signed(context, PROVIDER).status()).isEqualTo(200);
			assertThat(forged(context, PROVIDER).status()).isEqualTo(401);
			assertThat(full.asked).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "requests-per-minute=0", "failures-per-minute=-1", "burst=5" })
	void whenALimitMakesNoSenseTheStartFails(String property) {
		limited(property).run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
			.contains("webhooks.providers.stripe.rate-limit")
			.contains(property.substring(0, property.indexOf('='))));
	}

	private ApplicationContextRunner limited(String... limits) {
		String[] properties = List.of(limits)
			.stream()
			.map((limit) -> "webhooks.providers.stripe.rate-limit." + limit)
			.toArray(String[]::new);
		return this.contextRunner.withPropertyValues(properties);
	}

	private ApplicationContextRunner tenants() {
		return limited("requests-per-minute=1")
			.withPropertyValues("webhooks.providers.stripe.path=/webhooks/{tenant}/stripe");
	}

	private WebhookResponse signed(ApplicationContext context, String address) {
		return signed(context, request(address));
	}

	private WebhookResponse signedFor(ApplicationContext context, String tenant) {
		return signed(context, forTenant(tenant));
	}

	private WebhookResponse signed(ApplicationContext context, WebhookRequest request) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find("stripe");
		WebhookRequest signed = provider.signer().orElseThrow().sign(request, this.clock.instant());
		return receive(context, provider, signed);
	}

	private WebhookRequest forTenant(String tenant) {
		WebhookRequest request = request(PROVIDER);
		return new WebhookRequest(request.head().mutate().pathVariables(Map.of("tenant", tenant)).build(),
				request.body());
	}

	private WebhookResponse forged(ApplicationContext context, String address) {
		return forged(context, "stripe", address);
	}

	private WebhookResponse forged(ApplicationContext context, String name, String address) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find(name);
		return receive(context, provider, request(address).withHeader("Stripe-Signature",
				"t=" + this.clock.instant().getEpochSecond() + ",v1=" + "0".repeat(64)));
	}

	private WebhookResponse receive(ApplicationContext context, WebhookProvider provider, WebhookRequest request) {
		return context.getBean(WebhookReceiver.class).receive(provider, request.head(), (limit) -> {
			this.bodiesRead.incrementAndGet();
			return request.body();
		});
	}

	private WebhookRequest request(String address) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/stripe")
			.header("Content-Type", "application/json")
			.from(address, true)
			.build();
		return new WebhookRequest(head, "{\"id\":\"evt_" + this.events.incrementAndGet() + "\",\"type\":\"paid\"}");
	}

	private void pass(Duration time) {
		this.clock.set(this.clock.instant().plus(time));
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private static final class FullLimiter implements RateLimiter {

		final List<RateLimitKey> asked = new ArrayList<>();

		@Override
		public Duration take(RateLimitKey key, RequestLimit limit) {
			this.asked.add(key);
			return Duration.ofSeconds(7);
		}

		@Override
		public Duration timeUntilNext(RateLimitKey key, RequestLimit limit) {
			this.asked.add(key);
			return Duration.ofSeconds(7);
		}

	}

}
