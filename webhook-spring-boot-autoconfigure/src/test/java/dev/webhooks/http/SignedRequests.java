package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Signs requests as the providers describe it, without any code of the library, and sends
 * them byte for byte.
 */
final class SignedRequests {

	static final String SECRET = "a secret of thirty-two bytes....";

	private final List<String[]> headers = new ArrayList<>();

	private final byte[] body;

	private String target = "/";

	private String method = "POST";

	private SignedRequests(String body) {
		this.body = body.getBytes(StandardCharsets.UTF_8);
	}

	static SignedRequests plain(String target, String body) {
		SignedRequests request = new SignedRequests(body);
		request.target = target;
		return request;
	}

	/** A request of GitHub, of content type JSON. */
	static SignedRequests github(String event, String delivery, String body) {
		return plain("/webhooks/github", body).header("Content-Type", "application/json")
			.header("X-GitHub-Event", event)
			.header("X-GitHub-Delivery", delivery)
			.header("X-Hub-Signature-256", "sha256=" + hex(body));
	}

	static SignedRequests githubForm(String event, String delivery, String body) {
		return github(event, delivery, body).header("Content-Type", "application/x-www-form-urlencoded");
	}

	static SignedRequests slack(String contentType, long seconds, String body) {
		return plain("/webhooks/slack", body).header("Content-Type", contentType)
			.header("X-Slack-Request-Timestamp", Long.toString(seconds))
			.header("X-Slack-Signature", "v0=" + hex("v0:" + seconds + ":" + body));
	}

	static SignedRequests stripe(long seconds, String body) {
		return plain("/webhooks/stripe", body).header("Content-Type", "application/json; charset=utf-8")
			.header("Stripe-Signature", "t=" + seconds + ",v1=" + hex(seconds + "." + body));
	}

	/** Sets a header in place of the value it had. */
	SignedRequests header(String name, String value) {
		this.headers.removeIf((header) -> header[0].equalsIgnoreCase(name));
		this.headers.add(new String[] { name, value });
		return this;
	}

	SignedRequests without(String name) {
		this.headers.removeIf((header) -> header[0].equalsIgnoreCase(name));
		return this;
	}

	SignedRequests method(String method) {
		this.method = method;
		return this;
	}

	SignedRequests to(String target) {
		this.target = target;
		return this;
	}

	RawHttp.Response send(ApplicationContext context) throws IOException {
		return RawHttp.send(port(context), this.method, this.target, this.headers, this.body);
	}

	@Override
	public String toString() {
		return this.method + " " + this.target;
	}

	static int port(ApplicationContext context) {
		return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
	}

	static String hex(String signed) {
		return HexFormat.of().formatHex(hmac(SECRET, signed));
	}

	static String hexOf(byte[] key, String signed) {
		return HexFormat.of().formatHex(hmac(key, signed));
	}

	static String base64Of(byte[] key, String signed) {
		return base64(hmac(key, signed));
	}

	static byte[] hmac(String secret, String signed) {
		return hmac(secret.getBytes(StandardCharsets.UTF_8), signed);
	}

	static String sha256(String hashed) {
		try {
			byte[] bytes = hashed.getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] hmacSha1(String signed) {
		return hmac("HmacSHA1", SECRET.getBytes(StandardCharsets.UTF_8), signed);
	}

	private static byte[] hmac(byte[] key, String signed) {
		return hmac("HmacSHA256", key, signed);
	}

	private static byte[] hmac(String algorithm, byte[] key, String signed) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(key, algorithm));
			return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
