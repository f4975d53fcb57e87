package dev.webhooks.signature.key;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.secret.Secret;

/**
 * Reads the keys of one type as providers publish them: as PEM, as Base64 without the
 * lines around it, or as the bytes themselves; a public key also as a certificate.
 * Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468, PEM</a>
 */
@Internal
public final class KeyReader {

	/** The least that is held to be out of reach (NIST SP 800-131A). */
	private static final int RSA_BITS = 2048;

	private static final int ED25519_LENGTH = 32;

	/** Bytes before those of an Ed25519 key in the encoding of X.509. */
	private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

	/** Bytes before those of an Ed25519 key in the encoding of PKCS #8. */
	private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

	private static final List<String> PUBLIC_TYPES = List.of("RSA", "EC", "Ed25519");

	private final String type;

	/**
	 * Creates a reader.
	 * @param type the type of key, as Java knows it
	 */
	public KeyReader(String type) {
		this.type = type;
	}

	/**
	 * Refuses as a shared secret what a provider shows to everybody: whoever knows it
	 * could sign.
	 * @throws IllegalArgumentException if it is a public key
	 */
	public static void refusePublicKey(Secret secret) {
		KeyText text = KeyText.of(secret.text().getBytes(StandardCharsets.UTF_8));
		if (text.isPublic() || text.isDer() && PUBLIC_TYPES.stream().anyMatch((type) -> isPublic(type, text.bytes()))) {
			throw new IllegalArgumentException("it is a public key, which is no secret; "
					+ "'signature.scheme' is rsa, ecdsa or ed25519 for signatures by a key pair");
		}
	}

	private static boolean isPublic(String type, byte[] der) {
		KeyReader reader = new KeyReader(type);
		try {
			return reader.certified(der) != null || reader.generate(der) != null;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	/**
	 * Reads the key that signatures are verified with.
	 * @throws GeneralSecurityException if it is no such key, or too short
	 * @throws IllegalArgumentException if it is a private key
	 */
	public PublicKey publicKey(byte[] key) throws GeneralSecurityException {
		KeyText text = isBare(key) ? KeyText.ofBytes(key) : KeyText.of(key);
		if (text.isPrivate()) {
			throw new IllegalArgumentException("it is a private key, which only the provider should have");
		}
		PublicKey certified = certified(text.bytes());
		return strong((certified != null) ? certified : generate(x509(text)));
	}

	private PublicKey generate(byte[] encoded) throws GeneralSecurityException {
		return KeyFactory.getInstance(this.type).generatePublic(new X509EncodedKeySpec(encoded));
	}

	private byte[] x509(KeyText text) {
		byte[] key = text.bytes();
		return isBare(key) ? prefixed(PUBLIC_PREFIX, key) : text.isPkcs1() ? Pkcs1.publicToX509(key) : key;
	}

	/**
	 * Reads the key that signatures are made with.
	 * @throws GeneralSecurityException if it is no such key, or too short
	 */
	public PrivateKey privateKey(byte[] key) throws GeneralSecurityException {
		KeyText text = isBare(key) || isBarePair(key) ? KeyText.ofBytes(key) : KeyText.of(key);
		return strong(KeyFactory.getInstance(this.type).generatePrivate(new PKCS8EncodedKeySpec(pkcs8(text))));
	}

	private byte[] pkcs8(KeyText text) {
		byte[] key = text.bytes();
		boolean bare = isBare(key) || isBarePair(key);
		return bare ? prefixed(PRIVATE_PREFIX, key) : text.isPkcs1() ? Pkcs1.privateToPkcs8(key) : key;
	}

	/**
	 * The key of a certificate. Its dates are not looked at: who it belongs to is known
	 * by its being configured.
	 */
	private @Nullable PublicKey certified(byte[] der) {
		try {
			PublicKey key = CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der))
				.getPublicKey();
			return key.getAlgorithm().equals(this.type) ? key : null;
		}
		catch (CertificateException ex) {
			return null;
		}
	}

	private static <K> K strong(K key) {
		if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < RSA_BITS) {
			throw new IllegalArgumentException("it has fewer than %s bits, and can be broken".formatted(RSA_BITS));
		}
		return key;
	}

	private boolean isBare(byte[] key) {
		return key.length == ED25519_LENGTH && this.type.equals("Ed25519");
	}

	/** Some providers share the private and the public key in one. */
	private boolean isBarePair(byte[] key) {
		return key.length == 2 * ED25519_LENGTH && this.type.equals("Ed25519");
	}

	private static byte[] prefixed(byte[] prefix, byte[] key) {
		byte[] encoded = Arrays.copyOf(prefix, prefix.length + ED25519_LENGTH);
		System.arraycopy(key, 0, encoded, prefix.length, ED25519_LENGTH);
		return encoded;
	}

}
