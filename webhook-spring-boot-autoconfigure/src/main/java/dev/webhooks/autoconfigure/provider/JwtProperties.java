package dev.webhooks.autoconfigure.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.signature.jwt.JwtSettings;
import dev.webhooks.signature.jwt.TimeClaim;

/**
 * Tokens that requests are verified by: the keys below {@code signature.jwt}.
 */
public class JwtProperties {

	/**
	 * URL of the JSON Web Key Set that tokens are verified with.
	 */
	private @Nullable String jwksUrl;

	/**
	 * URL that answers a POST with the key of one token.
	 */
	private @Nullable String keyUrl;

	/**
	 * JSON document to send to 'key-url', in which {kid}, {key-id} and {secret} are
	 * filled in.
	 */
	private @Nullable String keyRequest;

	/**
	 * JSON pointer to the key in the answer of 'key-url'.
	 */
	private @Nullable String keyPointer;

	/**
	 * Values that claims have to have, as templates of locators; one of several is
	 * enough. Without a locator, a '*' stands for any characters but a slash.
	 */
	private final Map<String, List<String>> claims = new LinkedHashMap<>();

	/**
	 * Which of 'exp' and 'iat' have to be there. A required 'iat' has to be within the
	 * tolerance. An empty list needs a claim that covers the body.
	 */
	private @Nullable List<TimeClaim> required;

	/**
	 * Extensions that the certificates in the header of a token need to have, as their
	 * object identifiers, the leaf's first; '*' for none in particular. They have to lead
	 * to 'signature.certificate.trust', and the key of the first is the token's.
	 */
	private @Nullable List<String> certificateExtensions;

	public @Nullable List<String> getCertificateExtensions() {
		return this.certificateExtensions;
	}

	public void setCertificateExtensions(@Nullable List<String> certificateExtensions) {
		this.certificateExtensions = certificateExtensions;
	}

	public @Nullable String getJwksUrl() {
		return this.jwksUrl;
	}

	public void setJwksUrl(@Nullable String jwksUrl) {
		this.jwksUrl = jwksUrl;
	}

	public @Nullable String getKeyUrl() {
		return this.keyUrl;
	}

	public void setKeyUrl(@Nullable String keyUrl) {
		this.keyUrl = keyUrl;
	}

	public @Nullable String getKeyRequest() {
		return this.keyRequest;
	}

	public void setKeyRequest(@Nullable String keyRequest) {
		this.keyRequest = keyRequest;
	}

	public @Nullable String getKeyPointer() {
		return this.keyPointer;
	}

	public void setKeyPointer(@Nullable String keyPointer) {
		this.keyPointer = keyPointer;
	}

	public Map<String, List<String>> getClaims() {
		return this.claims;
	}

	public @Nullable List<TimeClaim> getRequired() {
		return this.required;
	}

	public void setRequired(@Nullable List<TimeClaim> required) {
		this.required = required;
	}

	JwtSettings toSettings() {
		return new JwtSettings(this.jwksUrl, this.keyUrl, this.keyRequest, this.keyPointer, this.claims, this.required,
				this.certificateExtensions);
	}

}
