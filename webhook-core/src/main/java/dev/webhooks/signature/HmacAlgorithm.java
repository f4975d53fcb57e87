package dev.webhooks.signature;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.Digests;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.key.KeyReader;

/**
 * HMAC with a hash function of the SHA family, or MD5.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class HmacAlgorithm implements SignatureAlgorithm.OfTexts {

	private static final Map<String, String> NAMES = Map.of("md5", "HmacMD5", "sha1", "HmacSHA1", "sha256",
			"HmacSHA256", "sha384", "HmacSHA384", "sha512", "HmacSHA512");

	private final String name;

	private final SignatureEncoding encoding;

	HmacAlgorithm(SignatureRecipe recipe) {
		String name = NAMES.get(recipe.algorithm().toLowerCase(Locale.ROOT).replace("-", ""));
		if (name == null) {
			throw new InvalidSettingException("signature.algorithm", recipe.algorithm(),
					"Use sha256, sha384 or sha512; sha1 or md5 where the provider knows no other.");
		}
		this.name = name;
		this.encoding = recipe.signatureEncoding();
	}

	@Override
	public SignatureAlgorithm like(SignatureRecipe recipe) {
		return new HmacAlgorithm(recipe);
	}

	@Override
	public void check(Secret secret) {
		KeyReader.refusePublicKey(secret);
		mac(secret);
	}

	@Override
	public boolean matches(Secret secret, SignedContent content, List<String> signatures) {
		return SignatureAlgorithm.isOneOf(sign(secret, content), signatures);
	}

	@Override
	public String sign(Secret secret, SignedContent content) {
		Mac mac = mac(secret);
		content.writeTo(secret, mac::update);
		return this.encoding.encode(mac.doFinal());
	}

	@Override
	public String sign(Secret secret, byte[] text) {
		return this.encoding.encode(mac(secret).doFinal(text));
	}

	/**
	 * Copies a prepared MAC: cheaper than looking the algorithm up for each request.
	 */
	private Mac mac(Secret secret) {
		Mac prepared = secret.key(this::prepare);
		try {
			return (Mac) prepared.clone();
		}
		catch (CloneNotSupportedException ex) {
			return prepare(secret.bytes());
		}
	}

	private Mac prepare(byte[] key) {
		try {
			Mac mac = Mac.getInstance(this.name);
			mac.init(new SecretKeySpec(key, this.name));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("it is no key for " + this.name, ex);
		}
	}

}
