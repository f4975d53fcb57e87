package dev.webhooks.signature.jwt;

import java.util.Locale;

/**
 * A claim that says when a token is valid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, section
 * 4.1</a>
 */
public enum TimeClaim {

	/** When the token expires. */
	EXP,

	/** When the token was issued. */
	IAT;

	String claim() {
		return name().toLowerCase(Locale.ROOT);
	}

}
