package dev.webhooks.test.received;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Encodes the few types of ASN.1 that a certificate needs.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
 */
final class DerBytes {

	private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);

	private static final DateTimeFormatter GENERALIZED_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'",
			Locale.ROOT);

	/** Years that two digits do not tell. */
	private static final int FIRST_YEAR_OF_FOUR_DIGITS = 2050;

	private DerBytes() {
	}

	static byte[] sequence(byte[]... parts) {
		return of(0x30, parts);
	}

	static byte[] set(byte[]... parts) {
		return of(0x31, parts);
	}

	static byte[] number(BigInteger value) {
		return of(0x02, value.toByteArray());
	}

	static byte[] yes() {
		return of(0x01, new byte[] { (byte) 0xff });
	}

	static byte[] text(String value) {
		return of(0x0c, value.getBytes(StandardCharsets.UTF_8));
	}

	/** An object identifier whose bytes are given in hexadecimal digits. */
	static byte[] identifier(String hex) {
		return of(0x06, HexFormat.of().parseHex(hex));
	}

	static byte[] octets(byte[] bytes) {
		return of(0x04, bytes);
	}

	static byte[] bits(byte[] bytes) {
		return of(0x03, new byte[] { 0 }, bytes);
	}

	static byte[] time(Instant time) {
		ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
		boolean far = utc.getYear() >= FIRST_YEAR_OF_FOUR_DIGITS;
		String text = (far ? GENERALIZED_TIME : UTC_TIME).format(utc);
		return of(far ? 0x18 : 0x17, text.getBytes(StandardCharsets.US_ASCII));
	}

	static byte[] of(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.write(tag);
		writeLength(whole, content.size());
		whole.writeBytes(content.toByteArray());
		return whole.toByteArray();
	}

	private static void writeLength(ByteArrayOutputStream output, int length) {
		if (length < 0x80) {
			output.write(length);
			return;
		}
		byte[] bytes = BigInteger.valueOf(length).toByteArray();
		int leading = (bytes[0] == 0) ? 1 : 0;
		output.write(0x80 | (bytes.length - leading));
		output.write(bytes, leading, bytes.length - leading);
	}

}
