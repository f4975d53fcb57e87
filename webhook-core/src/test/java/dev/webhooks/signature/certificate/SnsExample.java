package dev.webhooks.signature.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification that Amazon's own SDK accepts, with the certificate and the key that it
 * was signed with.
 */
record SnsExample(JsonNode node) {

	static SnsExample read() {
		try (InputStream input = SnsExample.class.getResourceAsStream("sns-notification.json")) {
			return new SnsExample(new JsonMapper().readTree(input));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String topic() {
		return text("secret");
	}

	String body() {
		return text("body");
	}

	Instant now() {
		return Instant.ofEpochSecond(this.node.path("now").asLong());
	}

	byte[] certificate() {
		return this.node.path("extra").path("certPem").asString().getBytes(StandardCharsets.US_ASCII);
	}

	String privateKey() {
		return this.node.path("extra").path("privateKeyPem").asString();
	}

	WebhookRequest request() {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		this.node.path("headers")
			.properties()
			.forEach((header) -> headers.add(header.getKey(), header.getValue().asString()));
		return new WebhookRequest(WebhookRequestHead.builder(text("method"), text("url"))
			.from("127.0.0.1", true)
			.headers(headers.build())
			.build(), body().getBytes(StandardCharsets.UTF_8));
	}

	private String text(String name) {
		return this.node.path(name).asString();
	}

}
