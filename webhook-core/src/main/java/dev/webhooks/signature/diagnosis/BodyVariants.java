package dev.webhooks.signature.diagnosis;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.FormFields;

/**
 * The bodies that may have become of a request's: with other white space at its end,
 * before it was read in another character set, or written by another program.
 */
final class BodyVariants {

	/** Trials cost as much as verifications. */
	static final int MAX_LENGTH = 64 * 1024;

	private static final Charset BYTES = StandardCharsets.ISO_8859_1;

	private static final Charset WINDOWS = Charset.forName("windows-1252");

	private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

	private final WebhookRequest request;

	BodyVariants(WebhookRequest request) {
		this.request = request;
	}

	static boolean isTooLarge(WebhookRequest request) {
		return request.body().length > MAX_LENGTH;
	}

	/**
	 * Finds the variant that is signed.
	 * @param signed tells whether a body is
	 * @return what it is, or {@code null} if none is
	 */
	@Nullable String find(Predicate<byte[]> signed) {
		byte[] body = this.request.body();
		if (body.length == 0) {
			return null;
		}
		for (Map.Entry<String, byte[]> variant : texts(body).entrySet()) {
			if (!Arrays.equals(variant.getValue(), body) && signed.test(variant.getValue())) {
				return variant.getKey();
			}
		}
		JsonText json = JsonText.parse(body);
		return (json != null) ? findWritten(json, body, signed) : null;
	}

	private Map<String, byte[]> texts(byte[] body) {
		String text = new String(body, BYTES);
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("a body without the white space at its end", text.stripTrailing());
		texts.put("a body with a line feed at its end", text + "\n");
		texts.put("a body with a line break at its end", text + "\r\n");
		texts.put("a body whose lines end in LF alone", text.replace("\r\n", "\n"));
		texts.put("a body whose lines end in CR LF", text.replace("\r\n", "\n").replace("\n", "\r\n"));
		texts.put("a body with a byte order mark", "\u00ef\u00bb\u00bf" + text);
		if (FormFields.isForm(this.request)) {
			texts.put("a form with %20 for blanks", text.replace("+", "%20"));
			texts.put("a form with + for blanks", text.replace("%20", "+"));
			texts.put("a form with escapes in lower case", escapes(text, false));
			texts.put("a form with escapes in upper case", escapes(text, true));
		}
		texts.put("compact JSON", compact(text));
		Map<String, byte[]> variants = new LinkedHashMap<>();
		texts.forEach((what, variant) -> variants.put(what, variant.getBytes(BYTES)));
		variants.putAll(charsets(body));
		return variants;
	}

	/**
	 * The body as it was before it was decoded in one character set and encoded in
	 * another.
	 */
	private static Map<String, byte[]> charsets(byte[] body) {
		String decoded = new String(body, StandardCharsets.UTF_8);
		Map<String, byte[]> charsets = new LinkedHashMap<>();
		charsets.put("a body in UTF-8 that was read as ISO 8859-1", decoded.getBytes(BYTES));
		charsets.put("a body in UTF-8 that was read as windows-1252", decoded.getBytes(WINDOWS));
		charsets.put("a body in UTF-8 that was written as ISO 8859-1",
				new String(body, BYTES).getBytes(StandardCharsets.UTF_8));
		charsets.put("a body in UTF-8 that was written as windows-1252",
				new String(body, WINDOWS).getBytes(StandardCharsets.UTF_8));
		return charsets;
	}

	private static String escapes(String text, boolean upper) {
		return ESCAPE.matcher(text)
			.replaceAll(
					(match) -> upper ? match.group().toUpperCase(Locale.ROOT) : match.group().toLowerCase(Locale.ROOT));
	}

	/**
	 * Leaves out the white space between the tokens of JSON, and changes nothing else.
	 */
	private static String compact(String text) {
		StringBuilder compact = new StringBuilder(text.length());
		boolean quoted = false;
		boolean escaped = false;
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			boolean space = next == ' ' || next == '\n' || next == '\r' || next == '\t';
			if (quoted || !space) {
				compact.append(next);
			}
			quoted ^= next == '"' && !escaped;
			escaped = next == '\\' && !escaped && quoted;
		}
		return compact.toString();
	}

	private static @Nullable String findWritten(JsonText json, byte[] body, Predicate<byte[]> signed) {
		for (boolean sorted : new boolean[] { false, true }) {
			for (JsonSpelling spelling : JsonSpelling.values()) {
				for (JsonLayout layout : JsonLayout.values()) {
					String text = new JsonWriting(layout, spelling, sorted).write(json);
					byte[] written = text.getBytes(StandardCharsets.UTF_8);
					if (!Arrays.equals(written, body) && signed.test(written)) {
						return layout.description() + spelling.description() + (sorted ? ", with sorted names" : "");
					}
				}
			}
		}
		return null;
	}

}
