package dev.webhooks.autoconfigure.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RequestMethod;

import dev.webhooks.provider.settings.HandshakeSettings;

/**
 * A request by which the provider tests the endpoint.
 */
public class HandshakeProperties {

	/**
	 * HTTP method.
	 */
	private @Nullable RequestMethod method;

	/**
	 * Whether the request is verified before it is answered.
	 */
	private @Nullable Boolean signed;

	/**
	 * Conditions that the request has to meet, all of them, for example
	 * 'body:/type=url_verification'.
	 */
	private @Nullable List<String> when;

	/**
	 * Answer to the request.
	 */
	private final ResponseProperties response = new ResponseProperties();

	/**
	 * Locator of a token that the answer repeats as {token}, or signed as
	 * {token-signature}.
	 */
	private @Nullable String token;

	/**
	 * Regular expression for the token. What is signed with an event must not look like
	 * it.
	 */
	private @Nullable String tokenPattern;

	/**
	 * Locator of a token that has to be the provider's 'verify-token'.
	 */
	private @Nullable String verifyToken;

	/**
	 * Locator of a secret that the provider makes up. It is kept while a
	 * WebhookRegistration bean expects one.
	 */
	private @Nullable String secret;

	/**
	 * Locator of a URL that is fetched to confirm a subscription. The request has to be
	 * signed.
	 */
	private @Nullable String confirmUrl;

	/**
	 * Hosts that 'confirm-url' may be at, written like those of certificates.
	 */
	private @Nullable List<String> confirmHosts;

	public @Nullable String getConfirmUrl() {
		return this.confirmUrl;
	}

	public void setConfirmUrl(@Nullable String confirmUrl) {
		this.confirmUrl = confirmUrl;
	}

	public @Nullable List<String> getConfirmHosts() {
		return this.confirmHosts;
	}

	public void setConfirmHosts(@Nullable List<String> confirmHosts) {
		this.confirmHosts = confirmHosts;
	}

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public @Nullable String getVerifyToken() {
		return this.verifyToken;
	}

	public void setVerifyToken(@Nullable String verifyToken) {
		this.verifyToken = verifyToken;
	}

	public @Nullable String getTokenPattern() {
		return this.tokenPattern;
	}

	public void setTokenPattern(@Nullable String tokenPattern) {
		this.tokenPattern = tokenPattern;
	}

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public @Nullable RequestMethod getMethod() {
		return this.method;
	}

	public void setMethod(@Nullable RequestMethod method) {
		this.method = method;
	}

	public @Nullable Boolean getSigned() {
		return this.signed;
	}

	public void setSigned(@Nullable Boolean signed) {
		this.signed = signed;
	}

	public @Nullable List<String> getWhen() {
		return this.when;
	}

	public void setWhen(@Nullable List<String> when) {
		this.when = when;
	}

	public ResponseProperties getResponse() {
		return this.response;
	}

	HandshakeSettings toSettings() {
		return new HandshakeSettings((this.method != null) ? this.method.name() : null, this.signed, this.when,
				this.response.toSettings(), this.token, this.tokenPattern, this.verifyToken, this.secret,
				this.confirmUrl, this.confirmHosts);
	}

}
