package dev.webhooks.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends what the four providers send, signed with nothing but the JDK.
 */
final class Sender {

	private final HttpClient client = HttpClient.newHttpClient();

	private final String server;

	Sender(int port) {
		this.server = "http://localhost:" + port;
	}

	HttpResponse<String> stripe(String secret, String id, String order) {
		String body = """
				{"id": "%s", "type": "payment_intent.succeeded", "created": 1790000000, "data": {"object":
				{"id": "pi_%s", "amount": 1250, "currency": "eur", "metadata": {"order": "%s"}}}}""".formatted(id, id,
				order);
		long now = Instant.now().getEpochSecond();
		return post("stripe", "application/json", body, "Stripe-Signature",
				"t=" + now + ",v1=" + hex(secret, now + "." + body));
	}

	HttpResponse<String> github(String secret, String id, String event, String body) {
		return post("github", "application/json", body, "X-GitHub-Event", event, "X-GitHub-Delivery", id,
				"X-Hub-Signature-256", "sha256=" + hex(secret, body));
	}

	HttpResponse<String> slack(String secret, String body) {
		long now = Instant.now().getEpochSecond();
		return post("slack", "application/x-www-form-urlencoded", body, "X-Slack-Request-Timestamp", Long.toString(now),
				"X-Slack-Signature", "v0=" + hex(secret, "v0:" + now + ":" + body));
	}

	HttpResponse<String> acme(String secret, Instant time, String body) {
		String signature = Base64.getEncoder().encodeToString(hmac(secret, time.getEpochSecond() + "|" + body));
		return post("acme", "application/json", body, "X-Acme-Signature",
				"ts=" + time.getEpochSecond() + ";sig=" + signature);
	}

	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.server + path)).build());
	}

	private HttpResponse<String> post(String provider, String contentType, String body, String... headers) {
		return send(HttpRequest.newBuilder(URI.create(this.server + "/webhooks/" + provider))
			.header("Content-Type", contentType)
			.headers(headers)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String hex(String secret, String content) {
		return HexFormat.of().formatHex(hmac(secret, content));
	}

	private static byte[] hmac(String secret, String content) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
