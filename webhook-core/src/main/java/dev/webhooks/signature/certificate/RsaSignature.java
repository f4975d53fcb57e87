package dev.webhooks.signature.certificate;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.function.Consumer;

/**
 * A signature by RSA with PKCS #1 padding.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-8.2">RFC 8017, section
 * 8.2</a>
 */
final class RsaSignature {

	private RsaSignature() {
	}

	/**
	 * Verifies a signature.
	 * @param algorithm the name of the algorithm, as Java knows it
	 * @param key the key
	 * @param signature the signature
	 * @param content passes on the signed content
	 */
	static boolean verify(String algorithm, PublicKey key, byte[] signature, Consumer<Consumer<byte[]>> content) {
		try {
			Signature verifier = Signature.getInstance(algorithm);
			verifier.initVerify(key);
			content.accept((bytes) -> update(verifier, bytes));
			return verifier.verify(signature);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static void update(Signature verifier, byte[] bytes) {
		try {
			verifier.update(bytes);
		}
		catch (SignatureException ex) {
			throw new IllegalStateException("The signature was initialised", ex);
		}
	}

}
