package dev.webhooks.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequests;

/**
 * Sends requests as GitHub signs them to this machine.
 */
final class GitHubRequests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private GitHubRequests() {
	}

	static HttpRequest.Builder to(int port, String path, String id) {
		return to(port, path, id, SignedRequests.SECRET);
	}

	static HttpRequest.Builder to(int port, String path, String id, String secret) {
		return SignedRequests.github(secret, "ping", id, "{\"zen\":\"Keep it logically awesome.\"}")
			.to(path)
			.toHttpRequest("http://127.0.0.1:" + port);
	}

	/** One without a signature. */
	static HttpRequest.Builder post(int port, String path, String body) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
	}

	static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	static String sign(byte[] body) {
		return HexFormat.of().formatHex(Hmac.sha256(SignedRequests.SECRET.getBytes(StandardCharsets.UTF_8), body));
	}

}
