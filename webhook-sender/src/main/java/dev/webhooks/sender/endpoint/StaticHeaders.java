package dev.webhooks.sender.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks headers that an endpoint wants in each request. They could change where a
 * request ends, or who takes it: those are not its business.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, section
 * 5.6.2</a>
 */
final class StaticHeaders {

	private static final String KEY = "headers";

	private static final int MOST = 20;

	private static final int MAX_NAME_LENGTH = 100;

	private static final int MAX_VALUE_LENGTH = 2000;

	private static final int MAX_SIZE = 8192;

	private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Set<String> FORBIDDEN = Set.of("host", "connection", "content-length", "content-type",
			"content-encoding", "date", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "via");

	/** Of the client, of proxies, and those that say what is sent. */
	private static final Set<String> FORBIDDEN_PREFIXES = Set.of("proxy-", "webhook-", "x-forwarded-", ":");

	private StaticHeaders() {
	}

	/**
	 * Checks headers.
	 * @return the headers, in their order
	 */
	static Map<String, String> check(Map<String, String> headers) {
		TextRules.size(KEY, headers, MOST);
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		int size = 0;
		for (Map.Entry<String, String> header : headers.entrySet()) {
			String name = name(header.getKey());
			if (!names.add(name)) {
				throw TextRules.invalid(KEY + "." + name, "It is there twice.", "Remove one of them.");
			}
			size += name.length() + value(KEY + "." + name, header.getValue()).length();
		}
		if (size > MAX_SIZE) {
			throw TextRules.invalid(KEY, "They have more than " + MAX_SIZE + " characters.", "Shorten them.");
		}
		return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	private static String name(@Nullable String name) {
		String text = TextRules.token(KEY, name, MAX_NAME_LENGTH);
		if (!NAME.matcher(text).matches()) {
			throw TextRules.invalid(KEY, "There is a name that no header can have.",
					"Use letters, digits and hyphens.");
		}
		String lower = text.toLowerCase(Locale.ROOT);
		if (FORBIDDEN.contains(lower) || FORBIDDEN_PREFIXES.stream().anyMatch(lower::startsWith)) {
			throw TextRules.invalid(KEY + "." + text, "It is set for each request by the sender.", "Remove it.");
		}
		return text;
	}

	private static String value(String key, @Nullable String value) {
		String text = TextRules.required(key, value, MAX_VALUE_LENGTH);
		if (!text.chars().allMatch((character) -> character >= ' ' && character < 0x7F) || !text.equals(text.strip())) {
			throw TextRules.invalid(key, "It has characters that are not ASCII, or spaces around it.",
					"Remove or encode them.");
		}
		return text;
	}

}
