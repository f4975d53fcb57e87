package dev.webhooks;

import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;

/**
 * A request with the exact bytes of its body, not verified yet. Immutable.
 */
public final class WebhookRequest {

	private final WebhookRequestHead head;

	private final byte[] body;

	/**
	 * Creates a request.
	 * @param head the head of the request
	 * @param body the body; it is not copied and must not be changed afterwards
	 */
	public WebhookRequest(WebhookRequestHead head, byte[] body) {
		Assert.notNull(head, "'head' must not be null");
		Assert.notNull(body, "'body' must not be null");
		this.head = head;
		this.body = body;
	}

	/**
	 * Creates a request with a text as its body.
	 * @param head the head of the request
	 * @param body the body, encoded as UTF-8
	 */
	public WebhookRequest(WebhookRequestHead head, String body) {
		this(head, body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Head of the request.
	 * @return the head
	 */
	public WebhookRequestHead head() {
		return this.head;
	}

	/**
	 * Headers of the request.
	 * @return the headers
	 */
	public WebhookHeaders headers() {
		return this.head.headers();
	}

	/**
	 * Exact bytes of the body.
	 * @return the bytes themselves, not a copy: they must not be changed
	 */
	public byte[] body() {
		return this.body;
	}

	/**
	 * Copies this request with one header set to a value.
	 * @param name the name of the header
	 * @param value the value, in place of the values it had
	 * @return the new request
	 */
	public WebhookRequest withHeader(String name, String value) {
		return new WebhookRequest(this.head.mutate().header(name, value).build(), this.body);
	}

	/**
	 * Copies this request for a tenant.
	 * @param tenant the tenant; empty for none
	 * @return the new request
	 */
	public WebhookRequest ofTenant(String tenant) {
		return new WebhookRequest(this.head.mutate().tenant(tenant).build(), this.body);
	}

	@Override
	public String toString() {
		return this.head + " (" + this.body.length + " bytes)";
	}

}
