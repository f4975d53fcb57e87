package dev.webhooks.signature.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as it is written: in PEM, in Base64, or as bytes. Immutable.
 *
 * @param label what PEM calls it, or empty text
 * @param bytes its bytes, which must not be changed
 */
record KeyText(String label, byte[] bytes) {

	private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----",
			Pattern.DOTALL);

	private static final int SEQUENCE = 0x30;

	static KeyText ofBytes(byte[] key) {
		return new KeyText("", key);
	}

	/**
	 * Reads a key. Of several PEM blocks, as in a chain of certificates, the first
	 * counts.
	 */
	static KeyText of(byte[] key) {
		if (key.length == 0 || key[0] == SEQUENCE) {
			return ofBytes(key);
		}
		String text = new String(key, StandardCharsets.ISO_8859_1);
		Matcher pem = PEM.matcher(text);
		return pem.find() ? new KeyText(pem.group(1), decoded(pem.group(2), key)) : ofBytes(decoded(text, key));
	}

	private static byte[] decoded(String base64, byte[] otherwise) {
		try {
			return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
		}
		catch (IllegalArgumentException ex) {
			return otherwise;
		}
	}

	boolean isDer() {
		return this.bytes.length > 0 && this.bytes[0] == SEQUENCE;
	}

	boolean isPublic() {
		return this.label.endsWith("PUBLIC KEY") || this.label.equals("CERTIFICATE");
	}

	boolean isPrivate() {
		return this.label.endsWith("PRIVATE KEY");
	}

	/**
	 * Tells whether it is in the older form that knows nothing but RSA.
	 */
	boolean isPkcs1() {
		return this.label.startsWith("RSA ");
	}

	@Override
	public String toString() {
		return "KeyText[******]";
	}

}
