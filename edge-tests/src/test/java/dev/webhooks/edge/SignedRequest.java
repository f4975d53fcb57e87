package dev.webhooks.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends requests as GitHub signs them, without the code of the library.
 */
final class SignedRequest {

	static final String SECRET = "a secret of thirty-two bytes....";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private SignedRequest() {
	}

	static HttpRequest.Builder to(int port, String path, String id) {
		return to(port, path, id, SECRET);
	}

	static HttpRequest.Builder to(int port, String path, String id, String secret) {
		String body = "{\"zen\":\"Keep it logically awesome.\"}";
		return post(port, path, body).header("X-GitHub-Event", "ping")
			.header("X-GitHub-Delivery", id)
			.header("X-Hub-Signature-256", "sha256=" + sign(body, secret));
	}

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
		return sign(body, SECRET);
	}

	private static String sign(String body, String secret) {
		return sign(body.getBytes(StandardCharsets.UTF_8), secret);
	}

	private static String sign(byte[] body, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

}
