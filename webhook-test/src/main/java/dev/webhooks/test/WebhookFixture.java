package dev.webhooks.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Body of an event as a provider sends it, or a user's own variant of one.
 */
public final class WebhookFixture {

	private final String provider;

	private final String event;

	private final String kind;

	private final byte[] content;

	WebhookFixture(String provider, String event, String kind, byte[] content) {
		this.provider = provider;
		this.event = event;
		this.kind = kind;
		this.content = content;
	}

	/**
	 * Name of the provider or preset whose event it is.
	 * @return the name of the folder
	 */
	public String provider() {
		return this.provider;
	}

	/**
	 * Name of the event.
	 * @return the type, such as {@code charge.succeeded}
	 */
	public String event() {
		return this.event;
	}

	/**
	 * Tells whether the body is a form.
	 * @return whether it is
	 */
	public boolean isForm() {
		return this.kind.equals(WebhookFixtures.FORM);
	}

	/**
	 * The body, with the ids and times of the file.
	 * @return a copy of the bytes, as they are sent
	 */
	public byte[] body() {
		return isForm() ? form().getBytes(StandardCharsets.US_ASCII) : this.content.clone();
	}

	/**
	 * The form that has the fields of the file: one on each line, decoded.
	 */
	private String form() {
		return new String(this.content, StandardCharsets.UTF_8).lines()
			.filter((line) -> !line.isBlank())
			.map(WebhookFixture::field)
			.collect(Collectors.joining("&"));
	}

	private static String field(String line) {
		int equals = line.indexOf('=');
		String name = (equals < 0) ? line : line.substring(0, equals);
		return encoded(name) + '=' + encoded(line.substring((equals < 0) ? line.length() : equals + 1));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.provider + "/" + this.event;
	}

}
