package dev.webhooks.signature;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One part of a {@link HeaderFormat}: one placeholder, or two with text between them.
 *
 * @param prefix the text before the first placeholder
 * @param first the name of the first placeholder
 * @param middle the text between the placeholders, or behind the only one
 * @param second the name of the second placeholder or {@code null} if there is none
 */
record HeaderPart(String prefix, String first, String middle, @Nullable String second) {

	private static final Pattern FORM = Pattern
		.compile("([^{}]*)\\{([a-z][a-z-]*)}([^{}]*)(?:(?<=[^{}])\\{([a-z][a-z-]*)})?");

	static boolean isPart(String text) {
		return FORM.matcher(text).matches();
	}

	static @Nullable HeaderPart parse(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.matches()
				? new HeaderPart(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)) : null;
	}

	List<String> names() {
		return (this.second != null) ? List.of(this.first, this.second) : List.of(this.first);
	}

	/**
	 * Reads an element of the header.
	 * @return the values of the placeholders, or {@code null} if the element is not this
	 * part
	 */
	@Nullable Map<String, String> read(String element) {
		if (!element.regionMatches(isAuthenticationScheme(), 0, this.prefix, 0, this.prefix.length())) {
			return null;
		}
		String rest = element.substring(this.prefix.length());
		if (this.second == null) {
			boolean matches = rest.length() > this.middle.length() && rest.endsWith(this.middle);
			return matches ? Map.of(this.first, rest.substring(0, rest.length() - this.middle.length())) : null;
		}
		int middle = rest.indexOf(this.middle);
		boolean matches = middle > 0 && rest.length() > middle + this.middle.length();
		return matches ? Map.of(this.first, rest.substring(0, middle), this.second,
				rest.substring(middle + this.middle.length())) : null;
	}

	/**
	 * An authentication scheme is written in any case (RFC 9110, section 11.1).
	 */
	private boolean isAuthenticationScheme() {
		return this.prefix.equals("Basic ") || this.prefix.equals("Bearer ");
	}

	String write(Map<String, String> values) {
		String text = this.prefix + values.get(this.first) + this.middle;
		return (this.second != null) ? text + values.get(this.second) : text;
	}

}
