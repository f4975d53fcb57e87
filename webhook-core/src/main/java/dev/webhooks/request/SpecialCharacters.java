package dev.webhooks.request;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.webhooks.Internal;

/**
 * The five characters that are special in HTML and XML. They are read as WordPress reads
 * them, which leaves all other entities as they are.
 *
 * @see <a href=
 * "https://developer.wordpress.org/reference/functions/wp_specialchars_decode/">WordPress</a>
 */
@Internal
public final class SpecialCharacters {

	private static final Pattern REFERENCE = Pattern
		.compile("&(lt|gt|amp|quot|#0*(?:60|62|38|34|39)|#(?i:x)0*(?:26|22|27));");

	private static final Map<String, String> CHARACTERS = Map.ofEntries(Map.entry("lt", "<"), Map.entry("gt", ">"),
			Map.entry("amp", "&"), Map.entry("quot", "\""), Map.entry("#60", "<"), Map.entry("#62", ">"),
			Map.entry("#38", "&"), Map.entry("#34", "\""), Map.entry("#39", "'"), Map.entry("#x26", "&"),
			Map.entry("#x22", "\""), Map.entry("#x27", "'"));

	private SpecialCharacters() {
	}

	public static String unescape(String text) {
		return REFERENCE.matcher(text)
			.replaceAll((reference) -> CHARACTERS
				.get(reference.group(1).toLowerCase(Locale.ROOT).replaceFirst("^(#x?)0+", "$1")));
	}

	/**
	 * Writes text so that it is text in HTML and XML, in an attribute too.
	 * @param text any text
	 * @return the text with references in place of special characters
	 */
	public static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		text.chars().forEach((character) -> {
			switch (character) {
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '&' -> escaped.append("&amp;");
				case '"' -> escaped.append("&quot;");
				case '\'' -> escaped.append("&#39;");
				default -> escaped.append((char) character);
			}
		});
		return escaped.toString();
	}

}
