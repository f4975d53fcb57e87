package dev.webhooks.signature.key;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * The older form of RSA keys, which Java reads only within the newer ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1">RFC 8017, appendix
 * A.1</a>
 */
final class Pkcs1 {

	private static final int SEQUENCE = 0x30;

	private static final int BIT_STRING = 0x03;

	private static final int OCTET_STRING = 0x04;

	private static final byte[] VERSION = HexFormat.of().parseHex("020100");

	/** {@code rsaEncryption}, with parameters that are null. */
	private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

	private static final byte[] NO_UNUSED_BITS = { 0 };

	private Pkcs1() {
	}

	static byte[] publicToX509(byte[] key) {
		return der(SEQUENCE, RSA, der(BIT_STRING, NO_UNUSED_BITS, key));
	}

	static byte[] privateToPkcs8(byte[] key) {
		return der(SEQUENCE, VERSION, RSA, der(OCTET_STRING, key));
	}

	/**
	 * Writes what has a length of two bytes, as all that is longer than 255 bytes: so is
	 * each key that is not too short to be used.
	 */
	private static byte[] der(int tag, byte[]... contents) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : contents) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream encoded = new ByteArrayOutputStream();
		encoded.write(tag);
		encoded.write(0x82);
		encoded.write(content.size() >> 8);
		encoded.write(content.size());
		encoded.writeBytes(content.toByteArray());
		return encoded.toByteArray();
	}

}
