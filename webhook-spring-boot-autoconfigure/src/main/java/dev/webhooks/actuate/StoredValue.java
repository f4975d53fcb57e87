package dev.webhooks.actuate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that were received, shown to those who may see them: text as text, anything else
 * in Base64, and of much only the beginning.
 *
 * @param size the number of bytes
 * @param encoding {@code text} or {@code base64}, or {@code null} if the content is not
 * shown
 * @param content the bytes, or {@code null} if they are not shown
 * @param truncated whether the content is only the beginning of what is stored
 */
public record StoredValue(int size, @Nullable String encoding, @Nullable String content, boolean truncated) {

	/**
	 * How many bytes are shown.
	 */
	public static final int MAX_SHOWN = 256 * 1024;

	private static final int LONGEST_CHARACTER = 4;

	static @Nullable StoredValue of(byte @Nullable [] bytes, boolean shown) {
		if (bytes == null) {
			return null;
		}
		if (!shown) {
			return new StoredValue(bytes.length, null, null, false);
		}
		boolean truncated = bytes.length > MAX_SHOWN;
		byte[] begin = truncated ? Arrays.copyOf(bytes, MAX_SHOWN) : bytes;
		String text = text(begin, truncated);
		return (text != null) ? new StoredValue(bytes.length, "text", text, truncated)
				: new StoredValue(bytes.length, "base64", Base64.getEncoder().encodeToString(begin), truncated);
	}

	/** A character that the end cuts in two is left out. */
	private static @Nullable String text(byte[] bytes, boolean truncated) {
		CharBuffer text = CharBuffer.allocate(bytes.length);
		ByteBuffer in = ByteBuffer.wrap(bytes);
		CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, !truncated);
		boolean whole = !result.isError() && in.remaining() < LONGEST_CHARACTER;
		text.flip();
		return (whole && text.chars().allMatch(StoredValue::isText)) ? text.toString() : null;
	}

	private static boolean isText(int character) {
		return !Character.isISOControl(character) || character == '\n' || character == '\r' || character == '\t';
	}

	@Override
	public String toString() {
		return this.size + " bytes";
	}

}
