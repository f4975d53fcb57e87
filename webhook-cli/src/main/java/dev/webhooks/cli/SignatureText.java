package dev.webhooks.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.ClosedValues;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.signature.SignatureEncoding;

/**
 * Says in words how requests of a provider are verified.
 */
final class SignatureText {

	private SignatureText() {
	}

	/**
	 * The scheme, and whether the provider is asked.
	 */
	static String verifiedBy(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		return signature.callback().isUnset() ? scheme(signature)
				: scheme(signature) + ", and then by asking the provider";
	}

	private static String scheme(SignatureSettings signature) {
		String algorithm = orElse(signature.algorithm(), "sha256").toUpperCase(Locale.ROOT);
		SignatureEncoding encoding = (signature.encoding() != null) ? signature.encoding() : SignatureEncoding.HEX;
		String written = ", " + ClosedValues.nameOf(encoding);
		return switch (signature.scheme()) {
			case "hmac" -> "HMAC-" + algorithm + written;
			case "hash" -> algorithm + written;
			case "rsa" -> "RSA with " + algorithm + written;
			case "ecdsa" -> "ECDSA with " + algorithm + written;
			case "ed25519" -> "Ed25519" + written;
			case "token" -> "a token";
			case "jwt" -> "a JSON Web Token, " + algorithm;
			case "certificate", "sns" -> "a certificate that the request names";
			case "basic" -> "user name and password";
			case "none" -> "nothing";
			default -> "the scheme " + signature.scheme();
		};
	}

	/**
	 * Where the signature is.
	 */
	static String where(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		List<String> places = new ArrayList<>();
		signature.header().forEach((name) -> places.add("header " + name));
		places.addAll(signature.location());
		if (signature.scheme().equals("basic")) {
			places.add("header Authorization");
		}
		String each = (signature.each() != null) ? " in each item of " + signature.each() : "";
		return String.join(" or ", places) + ((signature.format() != null) ? ", as " + signature.format() : "") + each;
	}

	/**
	 * Content that is signed, or {@code null} if the scheme says it.
	 */
	static @Nullable String content(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		return switch (signature.scheme()) {
			case "token", "basic" -> "nothing of the request";
			case "hmac", "hash", "rsa", "ecdsa", "ed25519", "certificate" -> contents(signature);
			default -> null;
		};
	}

	private static String contents(SignatureSettings signature) {
		List<String> contents = new ArrayList<>(List.of(orElse(signature.content(), "{body}")));
		contents.addAll(signature.alternativeContents());
		return contents.stream().map((content) -> content.replace("\n", "\\n")).collect(Collectors.joining(" or "));
	}

	/**
	 * Time that is signed, or {@code null} if there is none.
	 */
	static @Nullable String time(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		if (signature.timestamp().isEmpty() && !orElse(signature.format(), "").contains("{timestamp}")) {
			return null;
		}
		Duration tolerance = (signature.tolerance() != null) ? signature.tolerance() : Duration.ofMinutes(5);
		String where = signature.timestamp().isEmpty() ? "" : String.join(", ", signature.timestamp()) + ", ";
		return where + "within " + tolerance.toSeconds() + " s";
	}

	private static String orElse(@Nullable String text, String other) {
		return (text != null) ? text : other;
	}

}
