package dev.webhooks.provider;

import java.util.Collection;
import java.util.List;

import org.springframework.util.Assert;

import dev.webhooks.Internal;

/**
 * Several {@link NamePattern name patterns} of which one has to match. Immutable and safe
 * for use by several threads.
 */
@Internal
public final class NamePatterns {

	private final List<NamePattern> patterns;

	private NamePatterns(List<NamePattern> patterns) {
		this.patterns = patterns;
	}

	/**
	 * Prepares patterns.
	 * @param patterns the patterns, at least one
	 * @return the prepared patterns
	 * @throws IllegalArgumentException if there is no pattern, or a blank one
	 */
	public static NamePatterns of(Collection<String> patterns) {
		Assert.notEmpty(patterns, "'patterns' must not be empty");
		return new NamePatterns(patterns.stream().map(NamePattern::of).distinct().toList());
	}

	/**
	 * Tells whether a name matches one of the patterns.
	 * @param name the name
	 * @return whether it matches
	 */
	public boolean matches(String name) {
		for (NamePattern pattern : this.patterns) {
			if (pattern.matches(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tells whether one of several names matches one of the patterns.
	 * @param names the names
	 * @return whether one of them matches
	 */
	public boolean matchesAny(Collection<String> names) {
		for (String name : names) {
			if (matches(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The patterns as they were given.
	 * @return the patterns
	 */
	public List<String> texts() {
		return this.patterns.stream().map(NamePattern::toString).toList();
	}

	/**
	 * Shows the patterns as they were given.
	 */
	@Override
	public String toString() {
		return this.patterns.toString();
	}

}
