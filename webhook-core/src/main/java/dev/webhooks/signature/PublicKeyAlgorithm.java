package dev.webhooks.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SchemeTraits.Credential;

import org.springframework.util.function.ThrowingConsumer;

/**
 * A signature that is made with a private key and verified with the public one, which is
 * the secret that is configured. To sign, the secret is the private key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032, Ed25519</a>
 * @see <a href="https://csrc.nist.gov/pubs/fips/186-5/final">FIPS 186-5, ECDSA</a>
 */
final class PublicKeyAlgorithm implements SignatureAlgorithm {

	private static final int ED25519_LENGTH = 32;

	/** Bytes before those of an Ed25519 key in the encoding of X.509. */
	private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

	/** Bytes before those of an Ed25519 key in the encoding of PKCS 8. */
	private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

	private final String keyType;

	private final String name;

	private final SignatureEncoding encoding;

	private PublicKeyAlgorithm(String keyType, String name, SignatureEncoding encoding) {
		this.keyType = keyType;
		this.name = name;
		this.encoding = encoding;
	}

	static PublicKeyAlgorithm ed25519(SignatureRecipe recipe) {
		return new PublicKeyAlgorithm("Ed25519", "Ed25519", recipe.signatureEncoding());
	}

	static PublicKeyAlgorithm ecdsa(SignatureRecipe recipe) {
		String name = Map.of("sha256", "SHA256withECDSA", "sha384", "SHA384withECDSA", "sha512", "SHA512withECDSA")
			.get(recipe.algorithm());
		if (name == null) {
			throw new InvalidSettingException("signature.algorithm", recipe.algorithm(),
					"Use sha256, sha384 or sha512.");
		}
		return new PublicKeyAlgorithm("EC", name, recipe.signatureEncoding());
	}

	@Override
	public void check(Secret secret) {
		secret.key(this::publicKey);
	}

	@Override
	public boolean matches(Secret secret, SignedContent content, List<String> signatures) {
		PublicKey key = secret.key(this::publicKey);
		boolean matches = false;
		for (String text : signatures) {
			matches |= matches(key, secret, content, text);
		}
		return matches;
	}

	private boolean matches(PublicKey key, Secret secret, SignedContent content, String text) {
		try {
			byte[] signature = this.encoding.decode(text);
			Signature verifier = Signature.getInstance(this.name);
			verifier.initVerify(key);
			content.writeTo(secret, ThrowingConsumer.of(verifier::update));
			return verifier.verify(signature);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	public String sign(Secret secret, SignedContent content) {
		try {
			Signature signer = Signature.getInstance(this.name);
			signer.initSign(privateKey(secret.bytes()));
			content.writeTo(secret, ThrowingConsumer.of(signer::update));
			return this.encoding.encode(signer.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("it is no private key for " + this.name, ex);
		}
	}

	@Override
	public Credential credential() {
		return Credential.PUBLIC_KEY;
	}

	@Override
	public boolean isSymmetric() {
		return false;
	}

	private PublicKey publicKey(byte[] key) {
		try {
			return KeyFactory.getInstance(this.keyType)
				.generatePublic(new X509EncodedKeySpec(encoded(key, PUBLIC_PREFIX)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("it is no public key for " + this.name, ex);
		}
	}

	private PrivateKey privateKey(byte[] key) throws GeneralSecurityException {
		return KeyFactory.getInstance(this.keyType)
			.generatePrivate(new PKCS8EncodedKeySpec(encoded(key, PRIVATE_PREFIX)));
	}

	/**
	 * Providers share the bare bytes of Ed25519 keys, sometimes those of the private and
	 * the public key in one.
	 */
	private byte[] encoded(byte[] key, byte[] prefix) {
		boolean bare = key.length == ED25519_LENGTH || (prefix == PRIVATE_PREFIX && key.length == 2 * ED25519_LENGTH);
		if (!this.keyType.equals("Ed25519") || !bare) {
			return key;
		}
		byte[] encoded = Arrays.copyOf(prefix, prefix.length + ED25519_LENGTH);
		System.arraycopy(key, 0, encoded, prefix.length, ED25519_LENGTH);
		return encoded;
	}

}
