package dev.webhooks.cli.request;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A request as it was sent, or is to be sent. Immutable.
 *
 * @param method the method
 * @param url the whole URL, with the query string if there is one
 * @param headers names and values in order, repeated ones included
 * @param body the exact bytes of the body
 */
public record RecordedRequest(String method, String url, List<Map.Entry<String, String>> headers, byte[] body) {

	/**
	 * Copies the headers.
	 */
	public RecordedRequest {
		headers = List.copyOf(headers);
	}

	/**
	 * Records a request.
	 * @param request the request
	 * @return the record
	 */
	public static RecordedRequest of(WebhookRequest request) {
		HeaderList headers = new HeaderList();
		request.headers().forEach(headers::add);
		return new RecordedRequest(request.head().method(), request.head().fullUrl(), headers.list(), request.body());
	}

	/**
	 * Finds the first value of a header.
	 * @param name the name, whose case does not matter
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		return this.headers.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The same request to another URL.
	 * @param other the URL
	 * @return the request
	 */
	public RecordedRequest to(String other) {
		return new RecordedRequest(this.method, other, this.headers, this.body);
	}

	/**
	 * The request as a receiver reads it.
	 * @param now when it is received
	 * @return the request
	 */
	public WebhookRequest toWebhookRequest(Instant now) {
		WebhookHeaders.Builder all = WebhookHeaders.builder();
		this.headers.forEach((header) -> all.add(header.getKey(), asContainersRead(header.getValue())));
		return new WebhookRequest(WebhookRequestHead.builder(this.method, this.url)
			.from("127.0.0.1", true)
			.receivedAt(now)
			.headers(all.build())
			.build(), this.body);
	}

	private static String asContainersRead(String value) {
		return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	@Override
	public String toString() {
		return this.method + " " + this.url;
	}

}
