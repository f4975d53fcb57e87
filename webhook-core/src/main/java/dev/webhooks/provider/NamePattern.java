package dev.webhooks.provider;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Pattern of a name: a literal, or {@code *} for any run of characters, also none, at any
 * place ({@code customer.*}, {@code *.created}, {@code a*b*c}). Names are compared with
 * regard to case, and without backtracking. Immutable and safe for use by several
 * threads.
 */
final class NamePattern {

	private final String pattern;

	private final String[] literals;

	private NamePattern(String pattern) {
		this.pattern = pattern;
		this.literals = pattern.split("\\*+", -1);
	}

	/**
	 * Prepares a pattern.
	 * @param pattern the pattern
	 * @return the prepared pattern
	 * @throws IllegalArgumentException if the pattern is blank
	 */
	public static NamePattern of(String pattern) {
		Assert.hasText(pattern, "'pattern' must not be empty");
		return new NamePattern(pattern);
	}

	/**
	 * Tells whether a name matches this pattern as a whole.
	 * @param name the name
	 * @return whether it matches
	 */
	public boolean matches(String name) {
		String prefix = this.literals[0];
		if (this.literals.length == 1) {
			return prefix.equals(name);
		}
		String suffix = this.literals[this.literals.length - 1];
		int end = name.length() - suffix.length();
		return prefix.length() <= end && name.startsWith(prefix) && name.endsWith(suffix)
				&& matchesBetween(name, prefix.length(), end);
	}

	private boolean matchesBetween(String name, int start, int end) {
		int position = start;
		for (int i = 1; i < this.literals.length - 1; i++) {
			int found = name.indexOf(this.literals[i], position);
			position = found + this.literals[i].length();
			if (found < 0 || position > end) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof NamePattern that && this.pattern.equals(that.pattern);
	}

	@Override
	public int hashCode() {
		return this.pattern.hashCode();
	}

	/**
	 * Shows the pattern as it was given.
	 */
	@Override
	public String toString() {
		return this.pattern;
	}

}
