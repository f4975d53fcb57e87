package dev.webhooks.autoconfigure.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

import dev.webhooks.provider.settings.FailureAnswer;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.ProcessingSettings;

/**
 * Properties of which events of one provider are processed, and how, besides those of its
 * endpoint.
 */
public abstract class ProcessingProperties extends EndpointProperties {

	/**
	 * Patterns of the types that are accepted, with '*' for any run of characters. Others
	 * are answered 200 and ignored. All by default.
	 */
	private @Nullable List<String> events;

	/**
	 * When listeners run: from the inbox ('durable'), before the answer ('inline'), or
	 * from the inbox where there is one and nobody waits for what the listener returns.
	 */
	private @Nullable ProcessingMode processing;

	/**
	 * Locators of the key that events are delivered in order by: from the inbox, events
	 * with the same value there reach a listener one after another. The first that is
	 * there counts.
	 */
	private @Nullable List<String> orderBy;

	/**
	 * Listeners that may run at once for this provider, from the inbox. Three quarters of
	 * all workers by default.
	 */
	private @Nullable Integer concurrency;

	/**
	 * Conditions that mark a request whose sender waits for what the listener returns.
	 */
	private @Nullable List<String> inlineWhen;

	/**
	 * Answer where a listener failed before it: an error, after which the provider
	 * delivers again, or a success, after which the event is lost.
	 */
	private @Nullable FailureAnswer onFailure;

	/**
	 * When a delivery of the inbox is tried again.
	 */
	@NestedConfigurationProperty
	private final RetryProperties retry = new RetryProperties();

	/**
	 * When events of this provider are held up because too many runs of its listeners
	 * fail. Never by default; any key turns it on.
	 */
	@NestedConfigurationProperty
	private @Nullable CircuitBreakerProperties circuitBreaker;

	public @Nullable List<String> getEvents() {
		return this.events;
	}

	public void setEvents(@Nullable List<String> events) {
		this.events = events;
	}

	public @Nullable ProcessingMode getProcessing() {
		return this.processing;
	}

	public void setProcessing(@Nullable ProcessingMode processing) {
		this.processing = processing;
	}

	public @Nullable List<String> getOrderBy() {
		return this.orderBy;
	}

	public void setOrderBy(@Nullable List<String> orderBy) {
		this.orderBy = orderBy;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	public @Nullable List<String> getInlineWhen() {
		return this.inlineWhen;
	}

	public void setInlineWhen(@Nullable List<String> inlineWhen) {
		this.inlineWhen = inlineWhen;
	}

	public @Nullable FailureAnswer getOnFailure() {
		return this.onFailure;
	}

	public void setOnFailure(@Nullable FailureAnswer onFailure) {
		this.onFailure = onFailure;
	}

	public RetryProperties getRetry() {
		return this.retry;
	}

	public @Nullable CircuitBreakerProperties getCircuitBreaker() {
		return this.circuitBreaker;
	}

	public void setCircuitBreaker(@Nullable CircuitBreakerProperties circuitBreaker) {
		this.circuitBreaker = circuitBreaker;
	}

	final ProcessingSettings processingSettings() {
		return new ProcessingSettings(this.events, this.processing, this.inlineWhen, this.orderBy, this.concurrency,
				this.retry.toSettings(), this.onFailure,
				(this.circuitBreaker != null) ? this.circuitBreaker.toSettings() : null);
	}

}
