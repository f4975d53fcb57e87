package dev.webhooks.decoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import dev.webhooks.decoding.PayloadDecoding.Decoder;
import dev.webhooks.request.RequestValues;
import org.jspecify.annotations.Nullable;

/**
 * AES-CBC as DingTalk and WeChat encrypt messages: the key is Base64 of 43 characters and
 * begins with the initialisation vector; before the message are 16 random bytes and its
 * length, and behind it is whom it is for. Immutable.
 *
 * @see <a href=
 * "https://open.dingtalk.com/document/orgapp/configure-event-subcription">DingTalk, event
 * subscription</a>
 * @see <a href="https://developer.work.weixin.qq.com/document/path/90968">WeCom,
 * encryption of messages</a>
 */
final class AesCbcMessageDecoder implements Decoder {

	private static final int KEY_LENGTH = 32;

	/** They pad to blocks of 32 bytes, not of 16 as the cipher has them. */
	private static final int PADDED_BLOCK = 32;

	private static final int LENGTH_AT = 16;

	private static final int MESSAGE_AT = 20;

	private final EncodedParts parts;

	AesCbcMessageDecoder(EncodedParts parts) {
		parts.checkKey(AesCbcMessageDecoder::key);
		this.parts = parts;
	}

	@Override
	public byte[] decode(RequestValues values) throws GeneralSecurityException {
		byte[] key = key(this.parts.key(values));
		byte[] encrypted = Base64.getDecoder().decode(this.parts.payload(values));
		byte[] padded = AesCbc.decrypt(key, Arrays.copyOf(key, AesCbc.BLOCK), encrypted);
		return message(AesCbc.unpad(padded, PADDED_BLOCK), this.parts.receiver(values));
	}

	private static byte[] key(String text) {
		byte[] key;
		try {
			key = Base64.getDecoder().decode(text.endsWith("=") ? text : text + "=");
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("it is not Base64");
		}
		if (key.length != KEY_LENGTH) {
			throw new IllegalArgumentException("it has not 43 characters");
		}
		return key;
	}

	private static byte[] message(byte[] framed, @Nullable String receiver) {
		int length = (framed.length >= MESSAGE_AT) ? ByteBuffer.wrap(framed).getInt(LENGTH_AT) : -1;
		if (length < 0 || length > framed.length - MESSAGE_AT) {
			throw new IllegalArgumentException("There is no message");
		}
		byte[] named = Arrays.copyOfRange(framed, MESSAGE_AT + length, framed.length);
		if (receiver != null && !MessageDigest.isEqual(named, receiver.getBytes(StandardCharsets.UTF_8))) {
			throw new IllegalArgumentException("The message is for somebody else");
		}
		return Arrays.copyOfRange(framed, MESSAGE_AT, MESSAGE_AT + length);
	}

}
