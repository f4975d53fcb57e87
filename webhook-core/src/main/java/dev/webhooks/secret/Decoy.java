package dev.webhooks.secret;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.webhooks.Internal;

/**
 * Makes a secret that nobody knows. A request for which there is no secret is verified
 * with it all the same, so that its answer takes as long as any other.
 */
@Internal
public final class Decoy {

	private static final int LENGTH = 32;

	private static final int RSA_BITS = 2048;

	private static final List<byte[]> KEYS = Stream.of(random(), publicKey("Ed25519"), publicKey("EC"), rsa()).toList();

	private Decoy() {
	}

	/**
	 * Makes a decoy.
	 * @param check throws {@link IllegalArgumentException} for a secret that the scheme
	 * cannot use
	 * @return a secret that it can use, or any if none of these is one
	 */
	public static Secret of(Consumer<Secret> check) {
		return KEYS.stream()
			.map(Decoy::secret)
			.filter((secret) -> fits(check, secret))
			.findFirst()
			.orElseGet(() -> secret(KEYS.get(0)));
	}

	private static Secret secret(byte[] key) {
		return Secret.of(Base64.getEncoder().encodeToString(key), SecretEncoding.BASE64, null, "decoy");
	}

	private static boolean fits(Consumer<Secret> check, Secret secret) {
		try {
			check.accept(secret);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static byte[] random() {
		byte[] key = new byte[LENGTH];
		new SecureRandom().nextBytes(key);
		return key;
	}

	private static byte[] publicKey(String algorithm) {
		try {
			return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic().getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A key of random numbers, of which nobody knows the factors: to find primes takes
	 * longer than an application should take to start.
	 */
	private static byte[] rsa() {
		try {
			BigInteger modulus = new BigInteger(RSA_BITS, new SecureRandom()).setBit(RSA_BITS - 1).setBit(0);
			return KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4))
				.getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
