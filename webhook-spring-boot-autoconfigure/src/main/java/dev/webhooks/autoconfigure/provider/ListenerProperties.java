package dev.webhooks.autoconfigure.provider;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

import dev.webhooks.Internal;
import dev.webhooks.inbox.ListenerSettings;
import dev.webhooks.provider.settings.CircuitBreakerSettings;

/**
 * Properties of one listener.
 */
public class ListenerProperties {

	/**
	 * How long the listener may take for one event of the inbox before it is interrupted.
	 */
	private @Nullable Duration timeout;

	/**
	 * Runs of the listener for events of the inbox at once on a node, of all providers
	 * together.
	 */
	private @Nullable Integer concurrency;

	/**
	 * When a delivery of the inbox to the listener is tried again. What is left out is as
	 * the provider of the event has it.
	 */
	@NestedConfigurationProperty
	private final RetryProperties retry = new RetryProperties();

	/**
	 * When events are held up for the listener because too many of its runs fail. Never
	 * by default; any key turns it on.
	 */
	@NestedConfigurationProperty
	private @Nullable CircuitBreakerProperties circuitBreaker;

	public @Nullable CircuitBreakerProperties getCircuitBreaker() {
		return this.circuitBreaker;
	}

	public void setCircuitBreaker(@Nullable CircuitBreakerProperties circuitBreaker) {
		this.circuitBreaker = circuitBreaker;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	public RetryProperties getRetry() {
		return this.retry;
	}

	/**
	 * Treatment of deliveries of the inbox to the listener.
	 * @return the settings
	 */
	@Internal
	public ListenerSettings toSettings() {
		return new ListenerSettings(this.timeout, this.concurrency, this.retry.toOverrides());
	}

	/**
	 * When events are held up for the listener.
	 * @return the settings, or {@code null} if they never are
	 */
	@Internal
	public @Nullable CircuitBreakerSettings toCircuitBreaker() {
		return (this.circuitBreaker != null) ? this.circuitBreaker.toSettings() : null;
	}

}
