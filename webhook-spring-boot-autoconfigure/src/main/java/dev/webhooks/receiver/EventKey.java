package dev.webhooks.receiver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;

/**
 * Identity of an event, of bounded length.
 *
 * @param provider the provider
 * @param tenant the tenant, or {@code null}
 * @param id the id, or the hash of a long one
 */
record EventKey(String provider, @Nullable String tenant, String id) {

	private static final int MAX_ID_LENGTH = 255;

	/** No event has such an id. */
	private static final String HASHED = "\0";

	static EventKey of(WebhookEvent event) {
		return new EventKey(event.provider(), event.tenant(), shortened(event.id()));
	}

	/**
	 * Identity as one text. The id stands last, and what is encoded has no colon, so that
	 * no two keys have one text.
	 */
	String text() {
		String whose = (this.tenant != null) ? "@" + encoded(this.tenant) : "";
		return encoded(this.provider) + whose + ":" + this.id;
	}

	private static String encoded(String name) {
		return URLEncoder.encode(name, StandardCharsets.UTF_8);
	}

	private static String shortened(String id) {
		if (id.length() <= MAX_ID_LENGTH) {
			return id;
		}
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return HASHED + HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
