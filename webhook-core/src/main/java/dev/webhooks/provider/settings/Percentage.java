package dev.webhooks.provider.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a hundred, as it is written in properties: {@code 50%}. Immutable.
 *
 * @param value the number before the sign, from 0 to 100
 */
public record Percentage(double value) {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

	public Percentage {
		if (!(value >= 0 && value <= 100)) {
			throw new IllegalArgumentException("A percentage is from 0% to 100%");
		}
	}

	/**
	 * Reads a percentage.
	 * @param text the text, such as {@code 12.5%}
	 * @return the percentage
	 * @throws IllegalArgumentException if it is none
	 */
	public static Percentage of(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("A percentage has its sign, as in 50%");
		}
		return new Percentage(Double.parseDouble(matcher.group(1)));
	}

	/**
	 * The part that this is of a whole.
	 * @return a number from 0 to 1
	 */
	public double fraction() {
		return this.value / 100;
	}

	@Override
	public String toString() {
		return ((this.value == Math.rint(this.value)) ? String.valueOf((int) this.value) : String.valueOf(this.value))
				+ "%";
	}

}
