package dev.webhooks.autoconfigure.breaker;

import java.time.Clock;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.autoconfigure.ConfiguredListeners;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.InboxClock;
import dev.webhooks.breaker.CircuitBreakers;
import dev.webhooks.breaker.InlineBreakers;
import dev.webhooks.breaker.KnownGates;
import dev.webhooks.delivery.memory.MemoryGates;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the circuit breakers of
 * providers and listeners.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class,
		after = { WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookCircuitBreakerAutoConfiguration {

	@Bean
	ConfiguredBreakers webhookConfiguredBreakers(WebhookProviders providers, ConfiguredListeners listeners) {
		return new ConfiguredBreakers(providers, listeners);
	}

	/** Of which all beans have the same, in the memory of this node without an inbox. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CircuitBreaker.class)
	static class BreakerConfiguration {

		@Bean
		BreakerGates webhookBreakerGates(ObjectProvider<WebhookInbox> inbox, ObjectProvider<InboxClock> steady,
				ObjectProvider<Clock> clocks) {
			WebhookInbox stored = inbox.getIfUnique();
			if (stored != null) {
				Clock clock = steady.getObject().steady();
				return new BreakerGates(stored.storage().store(), KnownGates.polled(clock), clock);
			}
			Clock clock = clocks.getIfUnique(Clock::systemUTC);
			GateStore memory = new MemoryGates();
			return new BreakerGates(memory, KnownGates.of(memory, clock), clock);
		}

		@Bean
		@ConditionalOnMissingBean
		KnownGates webhookKnownGates(BreakerGates gates) {
			return gates.known();
		}

		@Bean
		@ConditionalOnMissingBean
		CircuitBreakers webhookCircuitBreakers(ConfiguredBreakers configured, BreakerGates gates) {
			return new CircuitBreakers(configured, gates.store(), gates.clock());
		}

		@Bean
		@ConditionalOnMissingBean
		InlineBreakers webhookInlineBreakers(CircuitBreakers breakers, KnownGates known, BreakerGates gates) {
			return new InlineBreakers(breakers, known, gates.store(), gates.clock());
		}

	}

	/**
	 * Gates that circuit breakers close.
	 *
	 * @param store has them
	 * @param known knows which of them are closed
	 * @param clock tells the time
	 */
	record BreakerGates(GateStore store, KnownGates known, Clock clock) {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("io.github.resilience4j.circuitbreaker.CircuitBreaker")
	static class MissingLibraryConfiguration {

		@Bean
		InitializingBean webhookCircuitBreakerLibraryCheck(ConfiguredBreakers configured) {
			return () -> configured.properties().findFirst().ifPresent((property) -> {
				throw new InvalidWebhookConfigurationException(property,
						"Circuit breakers need Resilience4j, which is not there.",
						"Add the dependency io.github.resilience4j:resilience4j-circuitbreaker, or remove the "
								+ "properties.");
			});
		}

	}

}
