package dev.webhooks.test;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.secret.SecretEncoding;

/**
 * Key pair that is made for one test, written as a provider shows its keys.
 */
final class RandomKeyPair {

	private static final int ED25519_LENGTH = 32;

	private static final int RSA_BITS = 2048;

	private static final Map<String, String> CURVES = Map.of("sha384", "secp384r1", "sha512", "secp521r1");

	private RandomKeyPair() {
	}

	/**
	 * Makes a pair, or {@code null} if the scheme has none.
	 */
	static @Nullable SigningKeys of(SignatureSettings signature) {
		SecretEncoding encoding = signature.secretEncoding().get(0);
		return switch (signature.scheme()) {
			case "ed25519" -> ed25519(encoding);
			case "ecdsa" -> written(ecdsa(signature.algorithm()), encoding);
			case "rsa" -> written(rsa(), encoding);
			default -> null;
		};
	}

	private static SigningKeys ed25519(SecretEncoding encoding) {
		KeyPair pair = generate("Ed25519", null);
		if (encoding == SecretEncoding.TEXT) {
			return written(pair, encoding);
		}
		byte[] publicKey = last(pair.getPublic().getEncoded());
		byte[] privateKey = last(pair.getPrivate().getEncoded());
		return (encoding == SecretEncoding.HEX)
				? SigningKeys.pair(HexFormat.of().formatHex(publicKey), HexFormat.of().formatHex(privateKey))
				: SigningKeys.pair(prefix(encoding, "whpk_") + base64(publicKey),
						prefix(encoding, "whsk_") + base64(privateKey));
	}

	private static String prefix(SecretEncoding encoding, String prefix) {
		return (encoding == SecretEncoding.WHSEC) ? prefix : "";
	}

	/** Bare keys are the end of those that Java encodes. */
	private static byte[] last(byte[] encoded) {
		return Arrays.copyOfRange(encoded, encoded.length - ED25519_LENGTH, encoded.length);
	}

	private static KeyPair ecdsa(@Nullable String algorithm) {
		return generate("EC", new ECGenParameterSpec(CURVES.getOrDefault(String.valueOf(algorithm), "secp256r1")));
	}

	private static KeyPair rsa() {
		return generate("RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
	}

	private static KeyPair generate(String type, @Nullable AlgorithmParameterSpec parameters) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
			if (parameters != null) {
				generator.initialize(parameters);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A key of type " + type + " cannot be made", ex);
		}
	}

	private static SigningKeys written(KeyPair pair, SecretEncoding encoding) {
		return SigningKeys.pair(written("PUBLIC", pair.getPublic(), encoding),
				written("PRIVATE", pair.getPrivate(), encoding));
	}

	private static String written(String label, Key key, SecretEncoding encoding) {
		return switch (encoding) {
			case HEX -> HexFormat.of().formatHex(key.getEncoded());
			case BASE64, WHSEC -> base64(key.getEncoded());
			default -> "-----BEGIN " + label + " KEY-----\n" + base64(key.getEncoded()) + "\n-----END " + label
					+ " KEY-----\n";
		};
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
