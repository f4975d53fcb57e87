package dev.webhooks.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestValues;
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

	static final String KEY_ID = "key-id";

	/** No provider keeps more secrets than this in rotation. */
	private static final int MAX_SIGNATURES = 16;

	private static final int MAX_PARTS = 64;

	private static final Pattern REPEATED = Pattern.compile("(.*})([^{}]*?)\\.\\.\\.");

	private final String text;

	private final @Nullable String separator;

	private final List<HeaderPart> parts;

	private HeaderFormat(String text, @Nullable String separator, List<HeaderPart> parts) {
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
			if (parts.length > 1 && List.of(parts).stream().allMatch(HeaderPart::isPart)) {
				return create(key, text, separator, List.of(parts));
			}
		}
		return create(key, text, null, List.of(text));
	}

	private static HeaderFormat create(String key, String text, @Nullable String separator, List<String> parts) {
		List<HeaderPart> parsed = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (String part : parts) {
			HeaderPart headerPart = HeaderPart.parse(part.strip());
			boolean cut = part.endsWith("...") || (separator != null && part.strip().contains(separator));
			if (headerPart == null || cut || !headerPart.names().stream().allMatch(names::add)) {
				throw new InvalidSettingException(key, text, "It must hold each placeholder once, as in "
						+ "\"t={timestamp},v1={signature}\" or \"v1,{signature} ...\".");
			}
			parsed.add(headerPart);
		}
		if (!names.contains(SIGNATURE)) {
			throw new InvalidSettingException(key, text, "It has no {signature}.");
		}
		checkNames(key, text, names);
		checkDistinct(key, text, parsed);
		return new HeaderFormat(text, separator, List.copyOf(parsed));
	}

	private static void checkNames(String key, String text, Set<String> names) {
		for (String name : names) {
			if (!name.equals(SIGNATURE) && !isName(name)) {
				throw new InvalidSettingException(key, text, "There is no placeholder {" + name + "}.");
			}
		}
	}

	private static boolean isName(String name) {
		Locator locator = Locator.parse(name);
		return locator != null && locator.isName();
	}

	private static void checkDistinct(String key, String text, List<HeaderPart> parts) {
		for (HeaderPart part : parts) {
			long alike = parts.stream().filter((other) -> other.prefix().startsWith(part.prefix())).count();
			if (alike > 1) {
				throw new InvalidSettingException(key, text,
						"Its parts cannot be told apart: each needs a beginning of its own, such as \"t=\".");
			}
		}
	}

	boolean has(String name) {
		return this.parts.stream().anyMatch((part) -> part.names().contains(name));
	}

	/**
	 * Reads a value of the header.
	 * @param value the value
	 * @param signatures receives the signatures
	 * @param values receives what else the value holds
	 * @return whether the value has the form of this format
	 */
	boolean read(String value, List<Candidate> signatures, RequestValues values) {
		String[] elements = (this.separator != null) ? StringUtils.tokenizeToStringArray(value, this.separator)
				: new String[] { value };
		if (elements.length > MAX_PARTS) {
			return false;
		}
		Map<String, String> found = new HashMap<>();
		Set<HeaderPart> seen = new HashSet<>();
		int before = signatures.size();
		for (String element : elements) {
			for (HeaderPart part : this.parts) {
				Map<String, String> read = part.read(element);
				if (read != null) {
					boolean first = seen.add(part);
					if (!take(read, first, signatures, found)) {
						return false;
					}
				}
			}
		}
		found.forEach(values::name);
		return seen.size() == this.parts.size() && signatures.size() - before <= MAX_SIGNATURES;
	}

	private static boolean take(Map<String, String> read, boolean first, List<Candidate> signatures,
			Map<String, String> found) {
		String signature = read.get(SIGNATURE);
		if (signature != null) {
			signatures.add(new Candidate(signature, read.get(KEY_ID)));
			return true;
		}
		found.putAll(read);
		return first;
	}

	/**
	 * Writes a value of the header.
	 * @param values the value of each placeholder
	 * @return the value
	 */
	String write(Map<String, String> values) {
		List<String> written = this.parts.stream().map((part) -> part.write(values)).toList();
		return String.join((this.separator != null) ? this.separator : "", written);
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * A signature that a request carries.
	 *
	 * @param text the signature as it is written
	 * @param keyId what the provider calls the key it was made with, or {@code null} if
	 * it does not say
	 */
	record Candidate(String text, @Nullable String keyId) {

	}

}
