package dev.webhooks.provider.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.RecipeSchemes;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.TimestampUnit;
import dev.webhooks.signature.callback.CallbackSettings;
import dev.webhooks.signature.certificate.CertificateSettings;
import dev.webhooks.signature.jwt.JwtSettings;
import dev.webhooks.signature.jwt.TimeClaim;

/**
 * The recipe of a signature: the keys below {@code signature}. Where a component is
 * {@code null}, the default of {@link dev.webhooks.signature.SignatureRecipe} counts.
 * Immutable.
 *
 * @param scheme the name of the scheme, {@code hmac} by default
 * @param header the headers that may carry the signature
 * @param location locators of other places that may carry it
 * @param format how to read what is there
 * @param algorithm the hash function or algorithm
 * @param encoding how the signature is written
 * @param content what is signed, as a template of locators
 * @param alternativeContents other contents, of which one has to fit in place of
 * {@code content}
 * @param timestamp locators of the time of signing, where it is not in the format
 * @param timestampUnit how the time is written
 * @param tolerance how far the time may be from now, in both directions
 * @param secretEncoding how the key is written in the secret; each way is tried.
 * {@code text} by default
 * @param bodyHash locator of the SHA-256 hash of a body that the content does not cover
 * @param each locator of a JSON array of which each item is signed by itself
 * @param require what has to be in a request besides the signature, as locators with
 * their values
 * @param certificate certificates that requests refer to
 * @param jwt tokens that requests are verified by
 * @param callback how the provider is asked whether it sent a request, after the scheme
 * has verified it
 */
public record SignatureSettings(String scheme, List<String> header, List<String> location, @Nullable String format,
		@Nullable String algorithm, @Nullable SignatureEncoding encoding, @Nullable String content,
		List<String> alternativeContents, List<String> timestamp, @Nullable TimestampUnit timestampUnit,
		@Nullable Duration tolerance, List<SecretEncoding> secretEncoding, @Nullable String bodyHash,
		@Nullable String each, List<String> require, CertificateSettings certificate, JwtSettings jwt,
		CallbackSettings callback) {

	private static final String HMAC = "hmac";

	private static final List<SecretEncoding> TEXT = List.of(SecretEncoding.TEXT);

	public SignatureSettings(@Nullable String scheme, @Nullable List<String> header, @Nullable List<String> location,
			@Nullable String format, @Nullable String algorithm, @Nullable SignatureEncoding encoding,
			@Nullable String content, @Nullable List<String> alternativeContents, @Nullable List<String> timestamp,
			@Nullable TimestampUnit timestampUnit, @Nullable Duration tolerance,
			@Nullable List<SecretEncoding> secretEncoding, @Nullable String bodyHash, @Nullable String each,
			@Nullable List<String> require, CertificateSettings certificate, JwtSettings jwt,
			CallbackSettings callback) {
		this.scheme = Unset.or(scheme, HMAC);
		this.header = Unset.orEmpty(header);
		this.location = Unset.orEmpty(location);
		this.format = format;
		this.algorithm = algorithm;
		this.encoding = encoding;
		this.content = content;
		this.alternativeContents = Unset.orEmpty(alternativeContents);
		this.timestamp = Unset.orEmpty(timestamp);
		this.timestampUnit = timestampUnit;
		this.tolerance = tolerance;
		this.secretEncoding = (secretEncoding != null) ? List.copyOf(secretEncoding) : TEXT;
		this.bodyHash = bodyHash;
		this.each = each;
		this.require = Unset.orEmpty(require);
		this.certificate = certificate;
		this.jwt = jwt;
		this.callback = callback;
		if (this.secretEncoding.isEmpty()) {
			throw new InvalidSettingException("signature.secret-encoding", null,
					"It must say how the key is written in the secret, such as text.");
		}
	}

	static SignatureSettings read(SettingsReader reader) {
		return new SignatureSettings(reader.text("scheme"), reader.texts("header"), reader.texts("location"),
				reader.text("format"), reader.text("algorithm"), reader.constant("encoding", SignatureEncoding.class),
				reader.text("content"), reader.texts("alternative-contents"), reader.texts("timestamp"),
				reader.constant("timestamp-unit", TimestampUnit.class), reader.duration("tolerance"),
				reader.constants("secret-encoding", SecretEncoding.class), reader.text("body-hash"),
				reader.text("each"), reader.texts("require"),
				reader.group("certificate", SignatureSettings::certificate),
				reader.group("jwt", SignatureSettings::jwt), reader.group("callback", SignatureSettings::callback));
	}

	private static CertificateSettings certificate(SettingsReader reader) {
		return new CertificateSettings(reader.text("url"), reader.texts("hosts"), reader.text("path"),
				reader.texts("subject"), reader.text("trust"), reader.texts("require"));
	}

	private static JwtSettings jwt(SettingsReader reader) {
		return new JwtSettings(reader.text("jwks-url"), reader.text("key-url"), reader.text("key-request"),
				reader.text("key-pointer"), reader.namedTexts("claims"), reader.constants("required", TimeClaim.class),
				reader.texts("certificate-extensions"));
	}

	private static CallbackSettings callback(SettingsReader reader) {
		return new CallbackSettings(reader.text("url"), reader.text("query"), reader.text("body"),
				reader.text("content-type"), reader.text("pointer"), reader.texts("verified"), reader.texts("refused"),
				reader.texts("matching"), reader.texts("unless"), reader.duration("timeout"),
				reader.integer("calls-per-minute"), reader.integer("concurrency"));
	}

	/**
	 * Tells whether nothing is said of where the signature is.
	 * @return whether it is not
	 */
	public boolean isUnset() {
		return this.scheme.equals(HMAC) && this.header.isEmpty() && this.location.isEmpty() && this.format == null;
	}

	/**
	 * Tells whether a request that was seen once can be sent again at any time.
	 * @return whether tokens need no time
	 */
	public boolean isTimeless() {
		return this.scheme.equals("jwt") && this.jwt.required().isEmpty();
	}

	/**
	 * The scheme, and whether the provider is asked too, for who looks on.
	 * @return the name, such as {@code token + callback}
	 */
	public String schemeName() {
		return this.callback.isUnset() ? this.scheme : this.scheme + " + callback";
	}

	/**
	 * Tells whether anybody can send requests.
	 * @return whether nothing verifies them, and nobody is asked
	 */
	public boolean isUnverified() {
		return this.scheme.equals(RecipeSchemes.NONE) && this.callback.isUnset();
	}

	/**
	 * Tells whether two contents that have the same hash can be made on purpose, where
	 * that is enough to pass one off as the other.
	 * @return whether the hash function is broken for the scheme
	 */
	public boolean isHashBroken() {
		String hash = (this.algorithm != null) ? this.algorithm.toLowerCase(Locale.ROOT).replace("-", "") : "";
		return switch (this.scheme) {
			case HMAC -> hash.equals("md5");
			case "hash", "rsa" -> hash.equals("md5") || hash.endsWith("sha1");
			default -> false;
		};
	}

}
