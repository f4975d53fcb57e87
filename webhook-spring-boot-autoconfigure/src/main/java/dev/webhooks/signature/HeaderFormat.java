package dev.webhooks.signature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * How to read the header that carries the signature, and how to write it.
 * <p>
 * <code>sha256={signature}</code> is one value behind a prefix.
 * <code>t={timestamp},v1={signature}</code> is a list: its parts come in any order,
 * unknown parts are passed over, and the signature may be repeated.
 * <code>v1,{signature} ...</code> is a list of one kind of part, here separated by a
 * space. Immutable.
 */
final class HeaderFormat {

	static final String SIGNATURE = "signature";

	/** No provider keeps more secrets than this in rotation. */
	private static final int MAX_SIGNATURES = 16;

	private static final int MAX_PARTS = 64;

	private static final Pattern PART = Pattern.compile("([^{}]*)\\{([a-z][a-z-]*)}([^{}]*)");

	private static final Pattern REPEATED = Pattern.compile("(.*})([^{}]*?)\\.\\.\\.");

	private final String text;

	private final @Nullable String separator;

	private final List<Part> parts;

	private HeaderFormat(String text, @Nullable String separator, List<Part> parts) {
		this.text = text;
		this.separator = separator;
		this.parts = parts;
	}

	static HeaderFormat parse(String key, String text) {
		Matcher repeated = REPEATED.matcher(text);
		if (repeated.matches() && !repeated.group(2).isEmpty()) {
			return create(key, text, repeated.group(2), List.of(repeated.group(1)));
		}
		for (String separator : List.of(",", ";", " ", "&")) {
			String[] parts = StringUtils.delimitedListToStringArray(text, separator);
			if (parts.length > 1 && List.of(parts).stream().allMatch((part) -> PART.matcher(part).matches())) {
				return create(key, text, separator, List.of(parts));
			}
		}
		return create(key, text, null, List.of(text));
	}

	private static HeaderFormat create(String key, String text, @Nullable String separator, List<String> parts) {
		List<Part> parsed = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (String part : parts) {
			Matcher matcher = PART.matcher(part.strip());
			if (!matcher.matches() || !names.add(matcher.group(2))) {
				throw new InvalidRecipeException(key, text, "It must hold each placeholder once, as in "
						+ "\"t={timestamp},v1={signature}\" or \"v1,{signature} ...\".");
			}
			parsed.add(new Part(matcher.group(1), matcher.group(2), matcher.group(3)));
		}
		if (!names.contains(SIGNATURE)) {
			throw new InvalidRecipeException(key, text, "It has no {signature}.");
		}
		return new HeaderFormat(text, separator, List.copyOf(parsed));
	}

	boolean has(String name) {
		return this.parts.stream().anyMatch((part) -> part.name.equals(name));
	}

	/**
	 * Reads a value of the header.
	 * @param value the value
	 * @param signatures receives the signatures
	 * @param values receives what else the value holds
	 * @return whether the value has the form of this format
	 */
	boolean read(String value, List<String> signatures, RequestValues values) {
		if (this.separator == null) {
			return readPart(this.parts.get(0), value, signatures, values, new HashSet<>());
		}
		String[] elements = StringUtils.tokenizeToStringArray(value, this.separator);
		if (elements.length > MAX_PARTS) {
			return false;
		}
		Set<String> seen = new HashSet<>();
		for (String element : elements) {
			for (Part part : this.parts) {
				if (part.matches(element) && !readPart(part, element, signatures, values, seen)) {
					return false;
				}
			}
		}
		return seen.size() == this.parts.size();
	}

	private static boolean readPart(Part part, String element, List<String> signatures, RequestValues values,
			Set<String> seen) {
		if (!part.matches(element)) {
			return false;
		}
		boolean first = seen.add(part.name);
		if (part.name.equals(SIGNATURE)) {
			signatures.add(part.valueOf(element));
			return signatures.size() <= MAX_SIGNATURES;
		}
		values.name(part.name, part.valueOf(element));
		return first;
	}

	/**
	 * Writes a value of the header.
	 * @param values the value of each placeholder
	 * @return the value
	 */
	String write(Map<String, String> values) {
		List<String> written = new ArrayList<>();
		for (Part part : this.parts) {
			written.add(part.prefix + values.get(part.name) + part.suffix);
		}
		return String.join((this.separator != null) ? this.separator : "", written);
	}

	@Override
	public String toString() {
		return this.text;
	}

	private record Part(String prefix, String name, String suffix) {

		boolean matches(String element) {
			return element.length() > this.prefix.length() + this.suffix.length() && element.startsWith(this.prefix)
					&& element.endsWith(this.suffix);
		}

		String valueOf(String element) {
			return element.substring(this.prefix.length(), element.length() - this.suffix.length());
		}

	}

}
