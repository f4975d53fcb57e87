package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SchemeTraits.Credential;

/**
 * A token that the provider sends with each request. It tells who sent the request, but
 * covers nothing of it.
 */
final class TokenAlgorithm implements SignatureAlgorithm {

	private final boolean base64;

	private TokenAlgorithm(boolean base64) {
		this.base64 = base64;
	}

	static TokenAlgorithm plain() {
		return new TokenAlgorithm(false);
	}

	/**
	 * User name and password, separated by a colon, as HTTP's Basic scheme writes them.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
	 */
	static TokenAlgorithm basic() {
		return new TokenAlgorithm(true);
	}

	@Override
	public void check(Secret secret) {
		if (this.base64 && !secret.text().contains(":")) {
			throw new IllegalArgumentException("it is not a user name and a password separated by a colon");
		}
	}

	@Override
	public boolean matches(Secret secret, SignedContent content, List<String> tokens) {
		byte[] expected = secret.key(this::expected);
		boolean matches = false;
		for (String token : tokens) {
			byte[] text = Template.headerBytes(token);
			matches |= MessageDigest.isEqual(expected, text)
					| MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8));
		}
		return matches;
	}

	@Override
	public Credential credential() {
		return this.base64 ? Credential.PASSWORD : Credential.TOKEN;
	}

	@Override
	public String sign(Secret secret, SignedContent content) {
		return new String(expected(secret.bytes()), StandardCharsets.ISO_8859_1);
	}

	private byte[] expected(byte[] secret) {
		return this.base64 ? Base64.getEncoder().encode(secret) : secret;
	}

}
