package dev.webhooks.provider.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request by which the provider tests the endpoint: one entry of {@code handshakes}.
 * Immutable.
 *
 * @param method the HTTP method, {@code POST} by default
 * @param signed whether the request is verified before it is answered, {@code true} by
 * default
 * @param when what has to be in the request, all of it
 * @param response the answer
 * @param token locator of a token that the answer repeats as <code>{token}</code>, or
 * signed as <code>{token-signature}</code>, or {@code null}
 * @param tokenPattern the regular expression for the token; what is signed with an event
 * must not look like it
 * @param verifyToken locator of a token that has to be the provider's
 * {@code verify-token}, or {@code null}
 * @param secret locator of a secret that the provider makes up, or {@code null}
 * @param confirmUrl locator of a URL that is fetched to confirm a subscription, or
 * {@code null}
 * @param confirmHosts hosts that this URL may be at
 */
public record HandshakeSettings(String method, Boolean signed, List<String> when, ResponseSettings response,
		@Nullable String token, String tokenPattern, @Nullable String verifyToken, @Nullable String secret,
		@Nullable String confirmUrl, List<String> confirmHosts) {

	private static final String TOKEN_PATTERN = "[A-Za-z0-9._~+/=-]{1,512}";

	private static final String TOKEN_SIGNATURE = "{token-signature}";

	public HandshakeSettings(@Nullable String method, @Nullable Boolean signed, @Nullable List<String> when,
			ResponseSettings response, @Nullable String token, @Nullable String tokenPattern,
			@Nullable String verifyToken, @Nullable String secret, @Nullable String confirmUrl,
			@Nullable List<String> confirmHosts) {
		this.method = Unset.or(method, "POST");
		this.signed = Unset.or(signed, true);
		this.when = Unset.orEmpty(when);
		this.response = response;
		this.token = token;
		this.tokenPattern = Unset.or(tokenPattern, TOKEN_PATTERN);
		this.verifyToken = verifyToken;
		this.secret = secret;
		this.confirmUrl = confirmUrl;
		this.confirmHosts = Unset.orEmpty(confirmHosts);
	}

	static HandshakeSettings read(SettingsReader reader) {
		return new HandshakeSettings(reader.text("method"), reader.flag("signed"), reader.texts("when"),
				reader.group("response", ResponseSettings::read), reader.text("token"), reader.text("token-pattern"),
				reader.text("verify-token"), reader.text("secret"), reader.text("confirm-url"),
				reader.texts("confirm-hosts"));
	}

	/**
	 * Tells whether the answer holds the token signed.
	 * @return whether it does
	 */
	public boolean isTokenSigned() {
		String body = this.response.body();
		return body != null && body.contains(TOKEN_SIGNATURE);
	}

}
