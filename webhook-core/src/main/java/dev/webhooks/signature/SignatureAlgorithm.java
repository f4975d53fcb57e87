package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SchemeTraits.Credential;

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
	 * Kind of key that requests are verified with.
	 */
	default Credential credential() {
		return Credential.SECRET;
	}

	/**
	 * Advice on signatures that can match no content at all.
	 * @return the advice, or {@code null} if there is none
	 */
	default @Nullable String advice(List<String> signatures) {
		return null;
	}

	/**
	 * Makes the algorithm of the same kind that another recipe names.
	 * @return the algorithm, or {@code null} if there is but one
	 */
	default @Nullable SignatureAlgorithm like(SignatureRecipe recipe) {
		return null;
	}

	/**
	 * Whether one secret both verifies and signs.
	 */
	default boolean isSymmetric() {
		return true;
	}

	/**
	 * Tells whether a signature is among others, without telling by the time it takes
	 * which, or how much of it.
	 */
	static boolean isOneOf(String expected, List<String> signatures) {
		byte[] bytes = expected.getBytes(StandardCharsets.ISO_8859_1);
		boolean found = false;
		for (String signature : signatures) {
			found |= MessageDigest.isEqual(bytes, signature.getBytes(StandardCharsets.UTF_8));
		}
		return found;
	}

	/**
	 * An algorithm that signs bare texts as well.
	 */
	interface OfTexts extends SignatureAlgorithm {

		/**
		 * Makes the signature of a bare text.
		 */
		String sign(Secret secret, byte[] text);

	}

}
