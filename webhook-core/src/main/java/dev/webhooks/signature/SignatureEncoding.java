package dev.webhooks.signature;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How the bytes of a signature are written as text. There is one spelling of each
 * signature: text is compared, so that no other spelling of the same bytes passes.
 */
public enum SignatureEncoding {

	/** Lower-case hexadecimal digits. */
	HEX,

	/** Upper-case hexadecimal digits. */
	HEX_UPPER,

	/** Base64 with padding (RFC 4648, section 4). */
	BASE64,

	/** Base64 for URLs without padding (RFC 4648, section 5). */
	BASE64URL;

	/**
	 * How this is written in a configuration.
	 */
	String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Encodes bytes.
	 * @param bytes the bytes
	 * @return the text
	 */
	public String encode(byte[] bytes) {
		return switch (this) {
			case HEX -> HexFormat.of().formatHex(bytes);
			case HEX_UPPER -> HexFormat.of().withUpperCase().formatHex(bytes);
			case BASE64 -> Base64.getEncoder().encodeToString(bytes);
			case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		};
	}

	/**
	 * Decodes text.
	 * @param text the text
	 * @return the bytes
	 * @throws IllegalArgumentException if the text is not the one spelling of its bytes
	 */
	public byte[] decode(String text) {
		byte[] bytes = switch (this) {
			case HEX, HEX_UPPER -> HexFormat.of().parseHex(text);
			case BASE64 -> Base64.getDecoder().decode(text);
			case BASE64URL -> Base64.getUrlDecoder().decode(text);
		};
		if (!encode(bytes).equals(text)) {
			throw new IllegalArgumentException("Not the canonical encoding");
		}
		return bytes;
	}

}
