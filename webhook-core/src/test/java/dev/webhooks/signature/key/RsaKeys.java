package dev.webhooks.signature.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

import dev.webhooks.secret.Secret;

/**
 * Keys that OpenSSL has made, as it writes them.
 */
public final class RsaKeys {

	private RsaKeys() {
	}

	public static Secret secret(String name) {
		return Secret.of(text(name));
	}

	public static String text(String name) {
		try (InputStream key = RsaKeys.class.getResourceAsStream("/dev/webhooks/signature/rsa/" + name + ".pem")) {
			return new String(Objects.requireNonNull(key).readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The Base64 of a PEM file on one line, as consoles show keys. */
	public static String base64(String name) {
		return text(name).replaceAll("-----[A-Z ]+-----|\\s", "");
	}

	public static byte[] der(String name) {
		return Base64.getDecoder().decode(base64(name));
	}

}
