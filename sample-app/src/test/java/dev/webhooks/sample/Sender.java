package dev.webhooks.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

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
		return send(SignedRequests.stripe(secret, Instant.now(), body));
	}

	HttpResponse<String> github(String secret, String id, String event, String body) {
		return send(SignedRequests.github(secret, event, id, body));
	}

	HttpResponse<String> slack(String secret, String body) {
		return send(SignedRequests.slack(secret, "application/x-www-form-urlencoded", Instant.now(), body));
	}

	HttpResponse<String> acme(String secret, Instant time, String body) {
		String signature = Hmac.base64(secret, time.getEpochSecond() + "|" + body);
		return send(SignedRequest.post("/webhooks/acme", body)
			.header("Content-Type", "application/json")
			.header("X-Acme-Signature", "ts=" + time.getEpochSecond() + ";sig=" + signature));
	}

	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.server + path)).build());
	}

	private HttpResponse<String> send(SignedRequest request) {
		return send(request.toHttpRequest(this.server).build());
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

}
