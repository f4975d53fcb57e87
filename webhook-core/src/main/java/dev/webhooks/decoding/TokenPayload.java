package dev.webhooks.decoding;

import java.util.Base64;

/**
 * Document that a signed token carries. Its signature is verified before, by the scheme.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section
 * 7.1</a>
 */
final class TokenPayload {

	private static final int PARTS = 3;

	private TokenPayload() {
	}

	static byte[] of(String token) {
		String[] parts = token.split("\\.", -1);
		if (parts.length != PARTS) {
			throw new IllegalArgumentException("There is no token");
		}
		return Base64.getUrlDecoder().decode(parts[1]);
	}

}
