package dev.webhooks.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.webhooks.Internal;
import dev.webhooks.request.PercentEncoding;

/**
 * A URL or path with variables: {@code {name}}, {@code {name:regular expression}}, and
 * {@code {*name}} for all segments that follow. Immutable.
 */
@Internal
public final class UrlPattern {

	private final String pattern;

	/** Texts, and between any two of them a variable as it stands in its braces. */
	private final List<String> parts = new ArrayList<>();

	/**
	 * Reads a pattern.
	 * @param pattern the path or URL
	 */
	public UrlPattern(String pattern) {
		this.pattern = pattern;
		int depth = 0;
		int start = 0;
		for (int i = 0; i < pattern.length(); i++) {
			char c = pattern.charAt(i);
			boolean opens = c == '{' && depth++ == 0;
			boolean closes = c == '}' && depth > 0 && --depth == 0;
			if (opens || closes) {
				this.parts.add(pattern.substring(start, i));
				start = i + 1;
			}
		}
		this.parts.add(pattern.substring(start));
	}

	/**
	 * The names of the variables, in order.
	 */
	List<String> names() {
		List<String> names = new ArrayList<>();
		for (int i = 1; i < this.parts.size(); i += 2) {
			names.add(name(this.parts.get(i)));
		}
		return names;
	}

	private static String name(String variable) {
		String name = variable.startsWith("*") ? variable.substring(1) : variable;
		return name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
	}

	/**
	 * Fills in the variables, encoded as segments of a path.
	 * @param values the values by the names of the variables
	 * @return the path or URL
	 * @throws IllegalStateException if one is not set
	 */
	public String filled(Map<String, String> values) {
		StringBuilder filled = new StringBuilder(this.parts.get(0));
		for (int i = 1; i < this.parts.size(); i += 2) {
			String variable = this.parts.get(i);
			String value = values.get(name(variable));
			if (value == null) {
				throw new IllegalStateException(
						"The path %s has a variable: set '%s'".formatted(this.pattern, name(variable)));
			}
			filled.append(variable.startsWith("*") ? segments(value, filled) : PercentEncoding.RFC3986.encode(value));
			filled.append(this.parts.get(i + 1));
		}
		return filled.toString();
	}

	/** Segments begin with the slash that the pattern has already. */
	private static String segments(String value, CharSequence before) {
		boolean twice = value.startsWith("/") && before.toString().endsWith("/");
		return Stream.of((twice ? value.substring(1) : value).split("/", -1))
			.map(PercentEncoding.RFC3986::encode)
			.collect(Collectors.joining("/"));
	}

}
