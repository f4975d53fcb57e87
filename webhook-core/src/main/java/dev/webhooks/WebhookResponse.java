package dev.webhooks;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Answer to a request.
 *
 * @param status the HTTP status
 * @param headers the headers apart from the content type
 * @param contentType the media type of the body or {@code null} if there is no body
 * @param body the body, empty if there is none; not copied, it must not be changed
 */
public record WebhookResponse(int status, WebhookHeaders headers, @Nullable String contentType, byte[] body) {

	private static final byte[] NO_BODY = {};

	/**
	 * Creates a response without body.
	 * @param status the HTTP status
	 * @return the response
	 */
	public static WebhookResponse of(int status) {
		return new WebhookResponse(status, WebhookHeaders.of(), null, NO_BODY);
	}

	/**
	 * Creates a response with a body.
	 * @param status the HTTP status
	 * @param contentType the media type
	 * @param body the body; not copied, it must not be changed
	 * @return the response
	 */
	public static WebhookResponse of(int status, String contentType, byte[] body) {
		return new WebhookResponse(status, WebhookHeaders.of(), contentType, body);
	}

	/**
	 * Copies this response with one header more.
	 * @param name the name of the header
	 * @param value the value
	 * @return the new response
	 */
	public WebhookResponse withHeader(String name, String value) {
		return new WebhookResponse(this.status, this.headers.with(name, value), this.contentType, this.body);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WebhookResponse that && this.status == that.status
				&& Objects.equals(this.contentType, that.contentType) && Arrays.equals(this.body, that.body);
	}

	@Override
	public int hashCode() {
		return 31 * this.status + Arrays.hashCode(this.body);
	}

	@Override
	public String toString() {
		return this.status + " (" + this.body.length + " bytes)";
	}

}
