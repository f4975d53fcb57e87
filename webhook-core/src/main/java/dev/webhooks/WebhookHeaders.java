package dev.webhooks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Headers of a request: immutable, in the order in which they came, found by name in any
 * case.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110, section 5</a>
 */
public final class WebhookHeaders {

	private static final WebhookHeaders EMPTY = new WebhookHeaders(new String[0]);

	private final String[] namesAndValues;

	private WebhookHeaders(String[] namesAndValues) {
		this.namesAndValues = namesAndValues;
	}

	/**
	 * Creates headers from names and values in turn.
	 * @param namesAndValues a name, its value, the next name, …
	 * @return the headers
	 */
	public static WebhookHeaders of(String... namesAndValues) {
		Assert.isTrue(namesAndValues.length % 2 == 0, "'namesAndValues' must have a value for each name");
		return (namesAndValues.length != 0) ? new WebhookHeaders(namesAndValues.clone()) : EMPTY;
	}

	/**
	 * Starts building headers.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Creates headers from a map.
	 * @param headers the values of each name
	 * @return the headers
	 */
	public static WebhookHeaders of(Map<String, ? extends Collection<String>> headers) {
		Builder builder = builder();
		headers.forEach((name, values) -> values.forEach((value) -> builder.add(name, value)));
		return builder.build();
	}

	/**
	 * Finds the first value of a header.
	 * @param name the name of the header
	 * @return the value or {@code null} if there is no such header
	 */
	public @Nullable String first(String name) {
		for (int i = 0; i < this.namesAndValues.length; i += 2) {
			if (this.namesAndValues[i].equalsIgnoreCase(name)) {
				return this.namesAndValues[i + 1];
			}
		}
		return null;
	}

	/**
	 * Finds all values of a header.
	 * @param name the name of the header
	 * @return the values, empty if there is no such header
	 */
	public List<String> all(String name) {
		List<String> values = new ArrayList<>(1);
		for (int i = 0; i < this.namesAndValues.length; i += 2) {
			if (this.namesAndValues[i].equalsIgnoreCase(name)) {
				values.add(this.namesAndValues[i + 1]);
			}
		}
		return Collections.unmodifiableList(values);
	}

	/**
	 * Tells whether a header came more than once.
	 * @param name the name of the header
	 * @return whether it has several values
	 */
	public boolean isRepeated(String name) {
		int count = 0;
		for (int i = 0; i < this.namesAndValues.length; i += 2) {
			if (this.namesAndValues[i].equalsIgnoreCase(name)) {
				count++;
			}
		}
		return count > 1;
	}

	/**
	 * Passes each header to an action, in the order in which they came.
	 * @param action receives a name and a value
	 */
	public void forEach(BiConsumer<String, String> action) {
		for (int i = 0; i < this.namesAndValues.length; i += 2) {
			action.accept(this.namesAndValues[i], this.namesAndValues[i + 1]);
		}
	}

	/**
	 * Copies these headers with one header set to a value, in place of the values it had.
	 * @param name the name of the header
	 * @param value the value
	 * @return the new headers
	 */
	public WebhookHeaders with(String name, String value) {
		Builder copy = builder();
		filter((existing, existingValue) -> !existing.equalsIgnoreCase(name)).forEach(copy::add);
		return copy.add(name, value).build();
	}

	/**
	 * Copies those of these headers that pass a test.
	 * @param test receives a name and a value
	 * @return the new headers, or these if all of them pass
	 */
	public WebhookHeaders filter(BiPredicate<String, String> test) {
		Builder passed = builder();
		forEach((name, value) -> {
			if (test.test(name, value)) {
				passed.add(name, value);
			}
		});
		return (passed.namesAndValues.size() < this.namesAndValues.length) ? passed.build() : this;
	}

	/**
	 * Shows the names only: values may be signatures or tokens.
	 */
	@Override
	public String toString() {
		TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		forEach((name, value) -> names.add(name));
		return names.toString();
	}

	/**
	 * Collects headers. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final List<String> namesAndValues = new ArrayList<>(32);

		private Builder() {
		}

		/**
		 * Adds a header.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder add(String name, String value) {
			this.namesAndValues.add(name);
			this.namesAndValues.add(value);
			return this;
		}

		/**
		 * Builds the headers.
		 * @return the headers
		 */
		public WebhookHeaders build() {
			return this.namesAndValues.isEmpty() ? EMPTY
					: new WebhookHeaders(this.namesAndValues.toArray(String[]::new));
		}

	}

}
