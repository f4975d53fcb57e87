package dev.webhooks.autoconfigure.provider;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.TimestampUnit;

/**
 * Recipe of the signature.
 */
public class SignatureProperties {

	/**
	 * Scheme of the signature: 'hmac', 'hash', 'rsa', 'ecdsa', 'ed25519', 'token',
	 * 'basic', 'certificate', 'sns', 'jwt', 'contentful', 'none', or the name of a
	 * SignatureSchemeFactory bean.
	 */
	private @Nullable String scheme;

	/**
	 * Headers that may carry the signature, of which those that are there are tried. A
	 * '*' at the end stands for all that begin so.
	 */
	private @Nullable List<String> header;

	/**
	 * Locators of other places that may carry the signature.
	 */
	private @Nullable List<String> location;

	/**
	 * How to read the header, for example 't={timestamp},v1={signature}'. The whole
	 * header by default.
	 */
	private @Nullable String format;

	/**
	 * Hash function or algorithm of the signature: 'sha256', 'sha384' or 'sha512', 'sha1'
	 * or 'md5' of providers that know no other, for RSA with PSS padding 'pss-sha256' and
	 * the like, and for tokens 'HS256', 'RS256' or 'ES256'.
	 */
	private @Nullable String algorithm;

	/**
	 * How the signature is written.
	 */
	private @Nullable SignatureEncoding encoding;

	/**
	 * Signed content, as a template of locators. The body by default.
	 */
	private @Nullable String content;

	/**
	 * Locators of the time of signing, where it is not in the format.
	 */
	private @Nullable List<String> timestamp;

	/**
	 * How the time is written.
	 */
	private @Nullable TimestampUnit timestampUnit;

	/**
	 * How far the time of signing may be from now, in both directions.
	 */
	private @Nullable Duration tolerance;

	/**
	 * How the key is written in the secret. Of several ways, each is tried.
	 */
	private @Nullable List<SecretEncoding> secretEncoding;

	/**
	 * Other contents that may be signed in place of 'content'. One of them has to fit.
	 */
	private @Nullable List<String> alternativeContents;

	/**
	 * Locator of the SHA-256 hash of a body that the content does not cover and that is
	 * no form.
	 */
	private @Nullable String bodyHash;

	/**
	 * Locator of a JSON array of which each item is signed by itself.
	 */
	private @Nullable String each;

	/**
	 * Conditions on a request besides the signature, each as a locator and its value,
	 * such as a version that is known.
	 */
	private @Nullable List<String> require;

	/**
	 * Certificates that requests refer to, and how they are fetched.
	 */
	@NestedConfigurationProperty
	private final CertificateProperties certificate = new CertificateProperties();

	/**
	 * Tokens that requests are verified by, and how their keys are fetched.
	 */
	@NestedConfigurationProperty
	private final JwtProperties jwt = new JwtProperties();

	/**
	 * Questions to the provider whether it sent a request, which are asked after the
	 * scheme has verified it.
	 */
	@NestedConfigurationProperty
	private final CallbackProperties callback = new CallbackProperties();

	public CallbackProperties getCallback() {
		return this.callback;
	}

	public CertificateProperties getCertificate() {
		return this.certificate;
	}

	public JwtProperties getJwt() {
		return this.jwt;
	}

	public @Nullable List<String> getRequire() {
		return this.require;
	}

	public void setRequire(@Nullable List<String> require) {
		this.require = require;
	}

	public @Nullable String getEach() {
		return this.each;
	}

	public void setEach(@Nullable String each) {
		this.each = each;
	}

	public @Nullable String getBodyHash() {
		return this.bodyHash;
	}

	public void setBodyHash(@Nullable String bodyHash) {
		this.bodyHash = bodyHash;
	}

	public @Nullable List<String> getAlternativeContents() {
		return this.alternativeContents;
	}

	public void setAlternativeContents(@Nullable List<String> alternativeContents) {
		this.alternativeContents = alternativeContents;
	}

	public @Nullable String getScheme() {
		return this.scheme;
	}

	public void setScheme(@Nullable String scheme) {
		this.scheme = scheme;
	}

	public @Nullable List<String> getHeader() {
		return this.header;
	}

	public void setHeader(@Nullable List<String> header) {
		this.header = header;
	}

	public @Nullable List<String> getLocation() {
		return this.location;
	}

	public void setLocation(@Nullable List<String> location) {
		this.location = location;
	}

	public @Nullable String getFormat() {
		return this.format;
	}

	public void setFormat(@Nullable String format) {
		this.format = format;
	}

	public @Nullable String getAlgorithm() {
		return this.algorithm;
	}

	public void setAlgorithm(@Nullable String algorithm) {
		this.algorithm = algorithm;
	}

	public @Nullable SignatureEncoding getEncoding() {
		return this.encoding;
	}

	public void setEncoding(@Nullable SignatureEncoding encoding) {
		this.encoding = encoding;
	}

	public @Nullable String getContent() {
		return this.content;
	}

	public void setContent(@Nullable String content) {
		this.content = content;
	}

	public @Nullable List<String> getTimestamp() {
		return this.timestamp;
	}

	public void setTimestamp(@Nullable List<String> timestamp) {
		this.timestamp = timestamp;
	}

	public @Nullable TimestampUnit getTimestampUnit() {
		return this.timestampUnit;
	}

	public void setTimestampUnit(@Nullable TimestampUnit timestampUnit) {
		this.timestampUnit = timestampUnit;
	}

	public @Nullable Duration getTolerance() {
		return this.tolerance;
	}

	public void setTolerance(@Nullable Duration tolerance) {
		this.tolerance = tolerance;
	}

	public @Nullable List<SecretEncoding> getSecretEncoding() {
		return this.secretEncoding;
	}

	public void setSecretEncoding(@Nullable List<SecretEncoding> secretEncoding) {
		this.secretEncoding = secretEncoding;
	}

	SignatureSettings toSettings() {
		return new SignatureSettings(this.scheme, this.header, this.location, this.format, this.algorithm,
				this.encoding, this.content, this.alternativeContents, this.timestamp, this.timestampUnit,
				this.tolerance, this.secretEncoding, this.bodyHash, this.each, this.require,
				this.certificate.toSettings(), this.jwt.toSettings(), this.callback.toSettings());
	}

}
