package dev.webhooks.provider.settings;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

import dev.webhooks.secret.SecretEncoding;

/**
 * Secret that nobody knows yet, in the spelling of a provider.
 */
final class RandomSecret {

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * As many bytes as a hash of that length has: a shorter secret is easier to guess.
	 */
	private static final int LENGTH = 32;

	private static final int LONGER = 64;

	private static final Set<String> WITHOUT = Set.of("rsa", "ecdsa", "ed25519", "certificate", "sns", "none");

	private RandomSecret() {
	}

	static String of(SignatureSettings signature) {
		if (!isShared(signature)) {
			throw new IllegalStateException(
					"No secret is shared in the signature scheme '%s'".formatted(signature.scheme()));
		}
		byte[] bytes = new byte[String.valueOf(signature.algorithm()).endsWith("512") ? LONGER : LENGTH];
		RANDOM.nextBytes(bytes);
		return signature.scheme().equals("basic") ? "webhook:" + text(bytes)
				: written(bytes, signature.secretEncoding().get(0));
	}

	/** Tokens whose keys are fetched are signed by the provider's own key. */
	private static boolean isShared(SignatureSettings signature) {
		boolean fetched = signature.scheme().equals("jwt") && !"HS256".equalsIgnoreCase(signature.algorithm());
		return !fetched && !WITHOUT.contains(signature.scheme());
	}

	private static String written(byte[] bytes, SecretEncoding encoding) {
		return switch (encoding) {
			case HEX -> HexFormat.of().formatHex(bytes);
			case BASE64 -> Base64.getEncoder().encodeToString(bytes);
			case WHSEC -> "whsec_" + Base64.getEncoder().encodeToString(bytes);
			case TEXT, SHA1, HTML -> text(bytes);
		};
	}

	/** Text that may stand in a URL and in a header as it is. */
	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
