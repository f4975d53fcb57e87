package dev.webhooks.signature.diagnosis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.secret.SecretWrapping;

/**
 * Variants of a secret: with or without what files and consoles put around it, and read
 * in another encoding.
 */
final class SecretVariants {

	private static final List<SecretEncoding> ENCODINGS = List.of(SecretEncoding.TEXT, SecretEncoding.BASE64,
			SecretEncoding.HEX, SecretEncoding.WHSEC);

	private final List<Secret> known;

	private final int configured;

	/**
	 * Creates variants.
	 * @param known the secrets, those that are configured first
	 * @param configured how many of them are configured
	 */
	SecretVariants(List<Secret> known, int configured) {
		this.known = known;
		this.configured = configured;
	}

	/**
	 * Names a secret by where it comes from.
	 */
	String nameOf(int index) {
		if (index >= this.configured) {
			return "the secret that a WebhookSecretResolver or a registration has";
		}
		return (this.configured == 1) ? "'secret'" : "'secrets[%s].value'".formatted(index);
	}

	/**
	 * Finds the variant that signs.
	 * @param signs tells whether a secret does
	 * @return what it is, to be continued from "signed with", and what to do;
	 * {@code null} if none does
	 */
	@Nullable String find(Predicate<Secret> signs) {
		for (int i = 0; i < this.known.size(); i++) {
			Secret secret = this.known.get(i);
			SecretEncoding encoding = encodingOf(secret);
			String found = find(secret, nameOf(i), encoding, signs);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static @Nullable String find(Secret secret, String name, SecretEncoding encoding, Predicate<Secret> signs) {
		for (Map.Entry<String, String> variant : textsOf(secret.text(), name, encoding).entrySet()) {
			if (signsAs(secret, variant.getValue(), encoding, signs)) {
				return variant.getKey();
			}
		}
		for (SecretEncoding other : ENCODINGS) {
			if (other != encoding && signsAs(secret, secret.text(), other, signs)) {
				String key = other.name().toLowerCase(Locale.ROOT);
				return "%s read as %s: set 'signature.secret-encoding' to %s".formatted(name, key, key);
			}
		}
		return null;
	}

	private static Map<String, String> textsOf(String text, String name, SecretEncoding encoding) {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put(name + " without the white space around it: remove that", SecretWrapping.strip(text));
		texts.put(name + " without the quotation marks around it: remove them", SecretWrapping.unquote(text));
		if (encoding == SecretEncoding.TEXT) {
			String there = ": the secret at the provider is so, enter it there anew (or set it so here, with "
					+ "'secrets[].verbatim' true)";
			texts.put(name + " and a line feed behind it" + there, text + "\n");
			texts.put(name + " and a line break (CR LF) behind it" + there, text + "\r\n");
			texts.put(name + " and a carriage return behind it" + there, text + "\r");
			texts.put(name + " and a blank behind it" + there, text + " ");
			texts.put(name + " in quotation marks" + there, '"' + text + '"');
			texts.put(name + " in single quotation marks" + there, "'" + text + "'");
		}
		return texts;
	}

	private static boolean signsAs(Secret secret, String text, SecretEncoding encoding, Predicate<Secret> signs) {
		try {
			Secret variant = Secret.of(text, encoding, null, secret.keyId());
			boolean same = text.equals(secret.text()) && Arrays.equals(variant.bytes(), secret.bytes());
			return !same && signs.test(variant);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * How the text of a secret is read.
	 */
	private static SecretEncoding encodingOf(Secret secret) {
		for (SecretEncoding encoding : SecretEncoding.values()) {
			if (isReadAs(secret, encoding)) {
				return encoding;
			}
		}
		return SecretEncoding.TEXT;
	}

	private static boolean isReadAs(Secret secret, SecretEncoding encoding) {
		try {
			return Arrays.equals(Secret.of(secret.text(), encoding, null, null).bytes(), secret.bytes());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
