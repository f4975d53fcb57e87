package dev.webhooks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.webhooks.request.Digests;
import dev.webhooks.request.SpecialCharacters;

/**
 * How the bytes of a key are written in the configured secret.
 */
public enum SecretEncoding {

	/** The secret is the key, as UTF-8. */
	TEXT,

	/** The key is written in Base64. */
	BASE64,

	/** The key is written in hexadecimal digits. */
	HEX,

	/**
	 * The key is written in Base64 behind the prefix {@code whsec_}, {@code whpk_} or
	 * {@code whsk_}.
	 *
	 * @see <a href=
	 * "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
	 * Webhooks</a>
	 */
	WHSEC,

	/** The key is the SHA-1 hash of the secret. */
	SHA1,

	/** The key is the secret with the special characters of HTML in it decoded. */
	HTML;

	private static final Pattern WHSEC_PREFIX = Pattern.compile("^(v1a?,)?wh(sec|pk|sk)_");

	/**
	 * Decodes a secret.
	 * @param text the configured text
	 * @return the bytes of the key
	 * @throws IllegalArgumentException if the text is not so encoded; the message never
	 * shows it
	 */
	byte[] decode(String text) {
		try {
			return switch (this) {
				case TEXT -> text.getBytes(StandardCharsets.UTF_8);
				case BASE64 -> Base64.getDecoder().decode(text);
				case HEX -> HexFormat.of().parseHex(text);
				case WHSEC -> Base64.getDecoder().decode(WHSEC_PREFIX.matcher(text).replaceFirst(""));
				case SHA1 -> Digests.sha1(text.getBytes(StandardCharsets.UTF_8));
				case HTML -> SpecialCharacters.unescape(text).getBytes(StandardCharsets.UTF_8);
			};
		}
		catch (IllegalArgumentException ex) {
			// The cause would show characters of the secret
			throw new IllegalArgumentException("it is not encoded as " + name().toLowerCase(Locale.ROOT));
		}
	}

}
