package dev.webhooks.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.Digests;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.key.KeyReader;

/**
 * A plain hash over a content of which the secret is a part, as it was done before HMAC.
 */
final class HashAlgorithm implements SignatureAlgorithm {

	private static final Map<String, String> NAMES = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256",
			"sha384", "SHA-384", "sha512", "SHA-512");

	private final String name;

	private final SignatureEncoding encoding;

	HashAlgorithm(SignatureRecipe recipe) {
		String name = NAMES.get(recipe.algorithm().toLowerCase(Locale.ROOT).replace("-", ""));
		if (name == null) {
			throw new InvalidSettingException("signature.algorithm", recipe.algorithm(),
					"Use sha256, sha384 or sha512; sha1 or md5 where the provider knows no other.");
		}
		if (!recipe.contents().stream().allMatch((content) -> content.uses("secret"))) {
			throw new InvalidSettingException("signature.content", recipe.contents(),
					"It has no {secret}, so anybody could make the hash.");
		}
		this.name = name;
		this.encoding = recipe.signatureEncoding();
	}

	@Override
	public SignatureAlgorithm like(SignatureRecipe recipe) {
		return new HashAlgorithm(recipe);
	}

	@Override
	public void check(Secret secret) {
		KeyReader.refusePublicKey(secret);
	}

	@Override
	public boolean matches(Secret secret, SignedContent content, List<String> signatures) {
		return SignatureAlgorithm.isOneOf(sign(secret, content), signatures);
	}

	@Override
	public String sign(Secret secret, SignedContent content) {
		try {
			MessageDigest digest = MessageDigest.getInstance(this.name);
			content.writeTo(secret, digest::update);
			return this.encoding.encode(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java platform has no " + this.name, ex);
		}
	}

}
