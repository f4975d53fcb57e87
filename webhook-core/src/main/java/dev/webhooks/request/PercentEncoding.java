package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.webhooks.Internal;

/**
 * Ways of writing characters as percent-encoded bytes of UTF-8. They differ in what they
 * leave as it is.
 */
@Internal
public enum PercentEncoding {

	/**
	 * All but the unreserved characters.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.3">RFC 3986, section
	 * 2.3</a>
	 */
	RFC3986("-._~"),

	/**
	 * ECMAScript's {@code encodeURIComponent}, which is {@code querystring.escape} of
	 * Node.js too.
	 *
	 * @see <a href=
	 * "https://tc39.es/ecma262/#sec-encodeuricomponent-uricomponent">ECMA-262</a>
	 */
	URI_COMPONENT("-_.!~*'()"),

	/**
	 * ECMAScript's {@code encodeURI}.
	 *
	 * @see <a href="https://tc39.es/ecma262/#sec-encodeuri-uri">ECMA-262</a>
	 */
	URI(";,/?:@&=+$-_.!~*'()#");

	private final String unchanged;

	PercentEncoding(String unchanged) {
		this.unchanged = unchanged;
	}

	public String encode(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xFF);
			if (isUnchanged(character)) {
				encoded.append(character);
			}
			else {
				encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
			}
		}
		return encoded.toString();
	}

	private boolean isUnchanged(char character) {
		return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
				|| character >= '0' && character <= '9' || this.unchanged.indexOf(character) >= 0;
	}

}
