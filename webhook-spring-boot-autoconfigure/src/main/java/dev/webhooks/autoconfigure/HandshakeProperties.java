package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request by which the provider tests the endpoint.
 */
public class HandshakeProperties {

	/**
	 * HTTP method.
	 */
	private String method = "POST";

	/**
	 * Whether the request is verified before it is answered.
	 */
	private boolean signed = true;

	/**
	 * What has to be in the request, for example 'body:/type=url_verification'.
	 */
	private List<String> when = new ArrayList<>();

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
	private String tokenPattern = "[A-Za-z0-9._~+/=-]{1,512}";

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
	private List<String> confirmHosts = new ArrayList<>();

	public @Nullable String getConfirmUrl() {
		return this.confirmUrl;
	}

	public void setConfirmUrl(@Nullable String confirmUrl) {
		this.confirmUrl = confirmUrl;
	}

	public List<String> getConfirmHosts() {
		return this.confirmHosts;
	}

	public void setConfirmHosts(List<String> confirmHosts) {
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

	public String getTokenPattern() {
		return this.tokenPattern;
	}

	public void setTokenPattern(String tokenPattern) {
		this.tokenPattern = tokenPattern;
	}

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public String getMethod() {
		return this.method;
	}

	public void setMethod(String method) {
		this.method = method;
	}

	public boolean isSigned() {
		return this.signed;
	}

	public void setSigned(boolean signed) {
		this.signed = signed;
	}

	public List<String> getWhen() {
		return this.when;
	}

	public void setWhen(List<String> when) {
		this.when = when;
	}

	public ResponseProperties getResponse() {
		return this.response;
	}

}
