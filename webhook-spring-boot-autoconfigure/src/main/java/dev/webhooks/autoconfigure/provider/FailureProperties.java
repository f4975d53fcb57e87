package dev.webhooks.autoconfigure.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.provider.settings.FailureLists;

/**
 * Exceptions by what they mean for the next attempt.
 */
public class FailureProperties {

	/**
	 * Classes of exceptions after which an event is processed again, with their
	 * subclasses, also where a class that they extend is listed in 'never-on'.
	 */
	private @Nullable List<String> retryOn;

	/**
	 * Classes of exceptions after which an event is given up at once, with their
	 * subclasses.
	 */
	private @Nullable List<String> neverOn;

	/**
	 * Time before the next attempt after some exceptions, by their classes.
	 */
	private @Nullable Map<String, Duration> after;

	public @Nullable List<String> getRetryOn() {
		return this.retryOn;
	}

	public void setRetryOn(@Nullable List<String> retryOn) {
		this.retryOn = retryOn;
	}

	public @Nullable List<String> getNeverOn() {
		return this.neverOn;
	}

	public void setNeverOn(@Nullable List<String> neverOn) {
		this.neverOn = neverOn;
	}

	public @Nullable Map<String, Duration> getAfter() {
		return this.after;
	}

	public void setAfter(@Nullable Map<String, Duration> after) {
		this.after = after;
	}

	/**
	 * The lists of exceptions.
	 * @return the lists
	 */
	@Internal
	public FailureLists toLists() {
		return new FailureLists(this.retryOn, this.neverOn, this.after);
	}

}
