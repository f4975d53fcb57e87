package dev.webhooks.delivery.jdbc.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

import dev.webhooks.delivery.Message;

/**
 * Makes keys that a database tells apart byte for byte.
 */
public enum KeyText {

	/**
	 * For columns that compare so. Long ids, those with spaces or other characters than
	 * ASCII, and those that look like it, are hashed.
	 */
	PLAIN {

		@Override
		public String of(String application, Message message) {
			return plain(message.key());
		}

	},

	/**
	 * For columns that pass over case or accents. All that makes an event what it is is
	 * hashed: a hash has digits and lower case only.
	 */
	HASHED {

		@Override
		public String of(String application, Message message) {
			return hashed(String.join("\0", application, message.channel(), tenant(message), message.key()));
		}

	};

	/** Text that is stored where there is no tenant. */
	public static final String NO_TENANT = "";

	private static final int MAX_LENGTH = 200;

	private static final String HASH = "sha256:";

	/**
	 * Makes the key that redeliveries of an event are recognised by.
	 */
	public abstract String of(String application, Message message);

	/**
	 * Makes the key that {@link #PLAIN} makes of an id.
	 */
	public static String plain(String id) {
		return isPlain(id) ? id : hashed(id);
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
				return false;
			}
		}
		return text.length() <= MAX_LENGTH && !text.startsWith(HASH);
	}

	private static String hashed(String text) {
		return HASH + HexFormat.of().formatHex(hash(text));
	}

	/**
	 * Makes one short key of several texts. Two of them differ in more than case.
	 */
	public static String of(String first, String second, String third) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(first + '\0' + second + '\0' + third));
	}

	private static byte[] hash(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * The tenant as it is stored.
	 */
	public static String tenant(Message event) {
		return Objects.requireNonNullElse(event.tenant(), NO_TENANT);
	}

}
