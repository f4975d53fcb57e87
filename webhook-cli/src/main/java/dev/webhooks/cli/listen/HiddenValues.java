package dev.webhooks.cli.listen;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.provider.KnownSecrets;

/**
 * Hides the values of headers and parameters that look like credentials, so that they are
 * on no screen that others see. Immutable.
 */
final class HiddenValues {

	private static final Pattern CREDENTIALS = Pattern
		.compile("sig|hmac|token|secret|auth|passw|cookie|key|credential|session|jwt|code", Pattern.CASE_INSENSITIVE);

	private final boolean shown;

	private final Predicate<String> signature;

	private final KnownSecrets secrets;

	/**
	 * Creates an instance.
	 * @param shown whether nothing is hidden
	 * @param signature tells which headers are those of the signature
	 * @param secrets those that are hidden wherever they stand
	 */
	HiddenValues(boolean shown, Predicate<String> signature, KnownSecrets secrets) {
		this.shown = shown;
		this.signature = signature;
		this.secrets = secrets;
	}

	KnownSecrets secrets() {
		return this.secrets;
	}

	/** Hides the secrets in what is shown, or in a part of it. */
	String text(String text) {
		return this.shown ? text : this.secrets.hideIn(text);
	}

	byte[] body(byte[] body) {
		return this.shown ? body : this.secrets.hideIn(body);
	}

	String header(String name, String value) {
		return isHidden(name) || this.signature.test(name) && !this.shown ? hidden(value) : value;
	}

	@Nullable String query(@Nullable String query) {
		return (query == null) ? null
				: Arrays.stream(query.split("&")).map(this::parameter).collect(Collectors.joining("&"));
	}

	private String parameter(String parameter) {
		int equals = parameter.indexOf('=');
		boolean hidden = equals > 0 && isHidden(parameter.substring(0, equals));
		return hidden ? parameter.substring(0, equals + 1) + hidden(parameter.substring(equals + 1)) : parameter;
	}

	private boolean isHidden(String name) {
		return !this.shown && CREDENTIALS.matcher(name).find();
	}

	private static String hidden(String value) {
		return "(" + value.length() + " characters, hidden)";
	}

}
