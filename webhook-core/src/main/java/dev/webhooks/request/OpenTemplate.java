package dev.webhooks.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.request.TemplatePart.Literal;
import dev.webhooks.request.TemplatePart.Value;

/**
 * A {@link Template} for requests that are being made: what its text is so far, and which
 * values would make it another.
 */
@Internal
public final class OpenTemplate {

	private static final String ANY = "*";

	private final List<TemplatePart> parts;

	/**
	 * Prepares to make requests that it fits.
	 * @param template the template that requests are read with
	 */
	public OpenTemplate(Template template) {
		this.parts = template.parts();
	}

	/**
	 * Fills in the placeholders.
	 * @param values finds what is at a place, {@code null} if there is nothing
	 * @return the text, or {@code null} if a value is not there
	 */
	public @Nullable String text(Function<Locator, @Nullable String> values) {
		StringBuilder filled = new StringBuilder();
		for (TemplatePart part : this.parts) {
			String text = (part instanceof Literal literal) ? literal.text()
					: (part instanceof Value value) ? value.locator().ended(values.apply(value.locator())) : null;
			if (text == null) {
				return null;
			}
			filled.append(text);
		}
		return filled.toString();
	}

	/**
	 * Finds the values with which the template becomes a text: the other way round.
	 * @param text the text
	 * @param known finds the values that are there and must stay; {@code null} for those
	 * that may be chosen
	 * @return the values by their places, in order; {@code null} if no values do it
	 */
	public @Nullable Map<Locator, String> valuesFor(String text, Function<Locator, @Nullable String> known) {
		Inversion inversion = new Inversion(known);
		return this.parts.stream().allMatch(inversion::add) ? inversion.valuesFor(text) : null;
	}

	/**
	 * Pattern of all texts that the values that are known allow.
	 */
	private static final class Inversion {

		private final Function<Locator, @Nullable String> known;

		private final StringBuilder pattern = new StringBuilder();

		private final Map<Locator, String> values = new LinkedHashMap<>();

		private final List<Locator> open = new ArrayList<>();

		Inversion(Function<Locator, @Nullable String> known) {
			this.known = known;
		}

		@Nullable Map<Locator, String> valuesFor(String text) {
			Matcher matcher = Pattern.compile(this.pattern.toString(), Pattern.DOTALL).matcher(text);
			if (!matcher.matches()) {
				return null;
			}
			for (int i = 0; i < this.open.size(); i++) {
				this.values.put(this.open.get(i), matcher.group(i + 1));
			}
			return this.values;
		}

		boolean add(TemplatePart part) {
			if (part instanceof Literal literal) {
				this.pattern.append(Pattern.quote(literal.text()));
				return true;
			}
			return part instanceof Value value && add(value.locator());
		}

		private boolean add(Locator locator) {
			String there = this.known.apply(locator);
			String expected = locator.expected();
			if (expected != null) {
				return addExpected(locator, expected, there);
			}
			if (there != null) {
				this.pattern.append(Pattern.quote(there));
				this.values.put(locator, there);
			}
			else {
				this.pattern.append(locator.isOptional() ? "(.*?)" : "(.+?)");
				this.open.add(locator);
			}
			return !locator.isMadeUp();
		}

		private boolean addExpected(Locator locator, String expected, @Nullable String there) {
			if (expected.equals(ANY)) {
				return there != null;
			}
			this.values.put(locator, expected);
			return there == null || there.equals(expected);
		}

	}

}
