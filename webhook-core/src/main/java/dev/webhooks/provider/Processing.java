package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.provider.settings.CircuitBreakerSettings;
import dev.webhooks.provider.settings.FailureAnswer;
import dev.webhooks.provider.settings.HealthSettings;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RetrySettings;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestCondition;
import dev.webhooks.request.RequestValues;

/**
 * Which events of a provider are processed, when, and how often. Immutable.
 */
public final class Processing {

	private final ProcessingSettings settings;

	private final HealthSettings health;

	private final @Nullable NamePatterns acceptedTypes;

	private final List<RequestCondition> inlineWhen;

	Processing(ProcessingSettings settings, HealthSettings health) {
		this.settings = settings;
		this.health = health;
		this.acceptedTypes = settings.events().isEmpty() ? null : NamePatterns.of(settings.events());
		this.inlineWhen = settings.inlineWhen()
			.stream()
			.map((text) -> RequestCondition.parse("inline-when", text))
			.toList();
	}

	/**
	 * When listeners run.
	 * @return the mode
	 */
	public ProcessingMode mode() {
		return this.settings.mode();
	}

	/**
	 * How many listeners may run at once for this provider, from the inbox.
	 * @return the number, or {@code null} for the inbox to decide
	 */
	public @Nullable Integer concurrency() {
		return this.settings.concurrency();
	}

	/**
	 * When events are held up because too many fail.
	 * @return the settings, or {@code null} if they never are
	 */
	public @Nullable CircuitBreakerSettings circuitBreaker() {
		return this.settings.circuitBreaker();
	}

	/**
	 * When an event that failed is processed again.
	 * @return the settings
	 */
	public RetrySettings retry() {
		return this.settings.retry();
	}

	/**
	 * When so much fails, or so little arrives, that the health is down.
	 * @return the thresholds
	 */
	public HealthSettings health() {
		return this.health;
	}

	/**
	 * How a request is answered whose listener failed before the answer.
	 * @return the answer
	 */
	public FailureAnswer onFailure() {
		return this.settings.onFailure();
	}

	/**
	 * Tells whether events of a type are wanted.
	 * @param types the names of the type
	 * @return whether one of them matches the configured types
	 */
	public boolean accepts(List<String> types) {
		return this.acceptedTypes == null || this.acceptedTypes.matchesAny(types);
	}

	/**
	 * Tells whether the sender of a request waits for what the listener returns.
	 * @param parsed the request
	 * @return whether it does
	 */
	@Internal
	public boolean isAwaited(ParsedRequest parsed) {
		RequestValues values = new RequestValues(parsed);
		return this.inlineWhen.stream().anyMatch((condition) -> condition.matches(values));
	}

	/**
	 * Tells whether there are requests whose sender waits for what the listener returns.
	 * @return whether there may be
	 */
	public boolean awaitsSome() {
		return !this.inlineWhen.isEmpty();
	}

	List<String> pointers() {
		List<String> pointers = new ArrayList<>();
		this.inlineWhen.forEach((condition) -> pointers.addAll(condition.pointers()));
		return pointers;
	}

}
