package dev.webhooks.provider.settings;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * Exceptions by what they mean for the next attempt: the keys {@code retry-on},
 * {@code never-on} and {@code after} below {@code retry}. A class stands for its
 * subclasses, too. Immutable.
 *
 * @param retryOn names of the classes after which an event is processed again, also where
 * a class that they extend says otherwise; empty by default
 * @param neverOn names of the classes after which it is given up at once; empty by
 * default
 * @param after how long to wait after some classes, by their names; empty by default
 */
public record FailureLists(List<String> retryOn, List<String> neverOn, Map<String, Duration> after) {

	/**
	 * Lists that are empty.
	 */
	public static final FailureLists NONE = new FailureLists(null, null, null);

	public FailureLists(@Nullable List<String> retryOn, @Nullable List<String> neverOn,
			@Nullable Map<String, Duration> after) {
		this.retryOn = Unset.orEmpty(retryOn);
		this.neverOn = Unset.orEmpty(neverOn);
		this.after = Unset.orEmpty(after);
		Set<String> named = new HashSet<>();
		this.retryOn.forEach((name) -> add("retry.retry-on", name, named));
		this.neverOn.forEach((name) -> add("retry.never-on", name, named));
		this.after.forEach((name, wait) -> {
			add("retry.after", name, named);
			if (wait.isNegative() || wait.isZero()) {
				throw InvalidSettingException.of("retry.after", "The time after '%s' is not positive.".formatted(name),
						"Use a longer time, such as 5m.");
			}
		});
	}

	private static void add(String key, String name, Set<String> named) {
		if (name.isBlank()) {
			throw InvalidSettingException.of(key, "One of the classes is blank.",
					"Use the full names of classes, such as com.acme.InvalidOrderException.");
		}
		if (!named.add(name)) {
			throw InvalidSettingException.of(key, "The class '%s' is listed twice.".formatted(name),
					"List it once, in one of 'retry-on', 'never-on' and 'after'.");
		}
	}

	static FailureLists read(SettingsReader reader) {
		return new FailureLists(reader.texts("retry-on"), reader.texts("never-on"), reader.namedDurations("after"));
	}

	/**
	 * Tells whether nothing is listed.
	 * @return whether the lists are empty
	 */
	public boolean isEmpty() {
		return equals(NONE);
	}

}
