package dev.webhooks.provider.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * Which events are processed, and how. Immutable.
 *
 * @param events patterns of the types that are accepted; empty for all
 * @param mode when listeners run: the key {@code processing}, {@code auto} by default
 * @param inlineWhen what marks a request whose sender waits for what the listener returns
 * @param orderBy locators of what events are delivered in order by, from the inbox; the
 * first that is there counts
 * @param concurrency listeners that may run at once for this provider, from the inbox, or
 * {@code null} for the inbox to decide
 * @param retry when an event that failed is processed again
 * @param onFailure the answer where a listener failed before it, an error by default
 * @param circuitBreaker when events are held up because too many fail, or {@code null} if
 * they never are
 */
public record ProcessingSettings(List<String> events, ProcessingMode mode, List<String> inlineWhen,
		List<String> orderBy, @Nullable Integer concurrency, RetrySettings retry, FailureAnswer onFailure,
		@Nullable CircuitBreakerSettings circuitBreaker) {

	/**
	 * All events, processed as is usual.
	 */
	public static final ProcessingSettings DEFAULT = new ProcessingSettings(null, null, null, null, null,
			RetrySettings.DEFAULT, null, null);

	public ProcessingSettings(@Nullable List<String> events, @Nullable ProcessingMode mode,
			@Nullable List<String> inlineWhen, @Nullable List<String> orderBy, @Nullable Integer concurrency,
			RetrySettings retry, @Nullable FailureAnswer onFailure, @Nullable CircuitBreakerSettings circuitBreaker) {
		this.events = Unset.orEmpty(events);
		this.mode = Unset.or(mode, ProcessingMode.AUTO);
		this.inlineWhen = Unset.orEmpty(inlineWhen);
		this.orderBy = Unset.orEmpty(orderBy);
		this.concurrency = concurrency;
		this.retry = retry;
		this.onFailure = Unset.or(onFailure, FailureAnswer.ERROR);
		this.circuitBreaker = circuitBreaker;
		if (this.events.stream().anyMatch(String::isBlank)) {
			throw InvalidSettingException.of("events", "One of the types is blank.",
					"Use types such as order.paid, and * for any run of characters.");
		}
		if (concurrency != null && concurrency < 1) {
			throw InvalidSettingException.of("concurrency", concurrency + " is out of range.", "Use 1 or more.");
		}
	}

	/**
	 * Holds no events up.
	 * @param events patterns of the types that are accepted
	 * @param mode when listeners run
	 * @param inlineWhen what marks a request whose sender waits
	 * @param orderBy locators of what events are delivered in order by
	 * @param concurrency listeners that may run at once
	 * @param retry when an event that failed is processed again
	 * @param onFailure the answer where a listener failed before it
	 */
	public ProcessingSettings(@Nullable List<String> events, @Nullable ProcessingMode mode,
			@Nullable List<String> inlineWhen, @Nullable List<String> orderBy, @Nullable Integer concurrency,
			RetrySettings retry, @Nullable FailureAnswer onFailure) {
		this(events, mode, inlineWhen, orderBy, concurrency, retry, onFailure, null);
	}

	/**
	 * Copies these settings for other events.
	 * @param events patterns of the types that are accepted; empty for all
	 * @return the new settings
	 */
	public ProcessingSettings ofEvents(List<String> events) {
		return new ProcessingSettings(events, this.mode, this.inlineWhen, this.orderBy, this.concurrency, this.retry,
				this.onFailure, this.circuitBreaker);
	}

	/**
	 * Copies these settings with another mode.
	 * @param mode when listeners run
	 * @return the new settings
	 */
	public ProcessingSettings inMode(ProcessingMode mode) {
		return new ProcessingSettings(this.events, mode, this.inlineWhen, this.orderBy, this.concurrency, this.retry,
				this.onFailure, this.circuitBreaker);
	}

	static ProcessingSettings read(SettingsReader reader) {
		return new ProcessingSettings(reader.texts("events"), reader.constant("processing", ProcessingMode.class),
				reader.texts("inline-when"), reader.texts("order-by"), reader.integer("concurrency"),
				reader.group("retry", RetrySettings::read), reader.constant("on-failure", FailureAnswer.class),
				reader.groupIfPresent("circuit-breaker", CircuitBreakerSettings::read));
	}

}
