package dev.webhooks.signature;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.ThrowingConsumer;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.signature.key.KeyReader;

/**
 * A signature that is made with a private key and verified with the public one, which is
 * the secret that is configured. To sign, the secret is the private key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032, Ed25519</a>
 * @see <a href="https://csrc.nist.gov/pubs/fips/186-5/final">FIPS 186-5, ECDSA</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-8">RFC 8017, RSA</a>
 */
final class PublicKeyAlgorithm implements SignatureAlgorithm {

	private static final int LENGTH_OF_ED25519 = 64;

	private static final List<String> HASHES = List.of("sha1", "sha256", "sha384", "sha512");

	private static final Map<String, String> ECDSA = Map.of("sha256", "SHA256withECDSA", "sha384", "SHA384withECDSA",
			"sha512", "SHA512withECDSA");

	private static final String PSS = "pss-";

	private final KeyReader keys;

	private final String name;

	private final @Nullable PSSParameterSpec padding;

	private final SignatureEncoding encoding;

	private PublicKeyAlgorithm(String keyType, String name, @Nullable PSSParameterSpec padding,
			SignatureEncoding encoding) {
		this.keys = new KeyReader(keyType);
		this.name = name;
		this.padding = padding;
		this.encoding = encoding;
	}

	static PublicKeyAlgorithm ed25519(SignatureRecipe recipe) {
		return new PublicKeyAlgorithm("Ed25519", "Ed25519", null, recipe.signatureEncoding());
	}

	static PublicKeyAlgorithm ecdsa(SignatureRecipe recipe) {
		String name = ECDSA.get(recipe.algorithm());
		if (name == null) {
			throw new InvalidSettingException("signature.algorithm", recipe.algorithm(),
					"Use sha256, sha384 or sha512.");
		}
		return new PublicKeyAlgorithm("EC", name, null, recipe.signatureEncoding());
	}

	/**
	 * RSA, with the padding of PKCS #1 v1.5, or by {@code pss-} before the hash function
	 * with that of PSS, whose salt is as long as the hash.
	 */
	static PublicKeyAlgorithm rsa(SignatureRecipe recipe) {
		String algorithm = recipe.algorithm();
		boolean pss = algorithm.startsWith(PSS);
		String hash = (pss ? algorithm.substring(PSS.length()) : algorithm).replace("-", "");
		if (!HASHES.contains(hash)) {
			throw new InvalidSettingException("signature.algorithm", algorithm,
					"Use sha1, sha256, sha384 or sha512, or for PSS padding pss-sha256 and the like.");
		}
		return new PublicKeyAlgorithm("RSA", pss ? "RSASSA-PSS" : hash.toUpperCase(Locale.ROOT) + "withRSA",
				pss ? pss(hash) : null, recipe.signatureEncoding());
	}

	private static PSSParameterSpec pss(String hash) {
		String name = hash.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
		int length = switch (hash) {
			case "sha1" -> 20;
			case "sha256" -> 32;
			case "sha384" -> 48;
			default -> 64;
		};
		return new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), length,
				PSSParameterSpec.TRAILER_FIELD_BC);
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
			Signature verifier = signature();
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
			Signature signer = signature();
			signer.initSign(this.keys.privateKey(secret.bytes()));
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

	@Override
	public @Nullable String advice(List<String> signatures) {
		boolean cut = this.name.equals("Ed25519") && signatures.stream().noneMatch(this::isWhole);
		return cut
				? "no signature of Ed25519 has this length: it was cut on the way, or 'signature.encoding' is another"
				: null;
	}

	private boolean isWhole(String text) {
		try {
			return this.encoding.decode(text).length == LENGTH_OF_ED25519;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private Signature signature() throws GeneralSecurityException {
		Signature signature = Signature.getInstance(this.name);
		if (this.padding != null) {
			signature.setParameter(this.padding);
		}
		return signature;
	}

	private PublicKey publicKey(byte[] key) {
		try {
			return this.keys.publicKey(key);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("it is no public key for " + this.name, ex);
		}
	}

}
