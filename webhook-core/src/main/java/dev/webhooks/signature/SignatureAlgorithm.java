package dev.webhooks.signature;

import java.util.List;

/**
 * A cryptographic primitive: compares signatures with the content that they cover, and
 * makes them. Implementations are immutable and safe for use by several threads.
 */
interface SignatureAlgorithm {

	/**
	 * Checks at start-up that a secret can be used.
	 * @throws IllegalArgumentException if it cannot
	 */
	void check(Secret secret);

	/**
	 * Tells whether one of the signatures is the content's, without telling by the time
	 * it takes which, or how much of it.
	 */
	boolean matches(Secret secret, SignedContent content, List<String> signatures);

	/**
	 * Makes the signature of a content.
	 */
	String sign(Secret secret, SignedContent content);

	/**
	 * Makes the signature of a bare text.
	 */
	default String sign(Secret secret, byte[] text) {
		throw new UnsupportedOperationException("This algorithm signs no bare text");
	}

}
