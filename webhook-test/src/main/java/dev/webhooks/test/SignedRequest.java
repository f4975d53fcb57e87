package dev.webhooks.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A request before it is sent, which a test may change after it was signed.
 */
public final class SignedRequest {

	private final List<Map.Entry<String, String>> headers = new ArrayList<>();

	private final byte[] body;

	private String target;

	private String method = "POST";

	private String from = "127.0.0.1";

	/** The server that it was signed for. */
	private @Nullable String server;

	/** The request as its provider knows it, while it is as it was signed. */
	private @Nullable WebhookRequest signed;

	private SignedRequest(String target, byte[] body) {
		this.target = target;
		this.body = body;
	}

	/**
	 * Creates a request without headers.
	 * @param target the path, and the query string if there is one
	 * @param body the body, which is sent in UTF-8
	 * @return the request
	 */
	public static SignedRequest post(String target, String body) {
		return new SignedRequest(target, body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Creates a request without headers whose body need not be text, as that of a form
	 * with files is not.
	 * @param target the path, and the query string if there is one
	 * @param body the exact bytes of the body
	 * @return the request
	 */
	public static SignedRequest post(String target, byte[] body) {
		return new SignedRequest(target, body.clone());
	}

	/**
	 * Takes a request as it was signed.
	 * @param target the path within the application, and the query string if there is one
	 */
	static SignedRequest of(WebhookRequest signed, String server, String target) {
		SignedRequest request = new SignedRequest(target, signed.body());
		signed.headers().forEach((name, value) -> request.headers.add(Map.entry(name, value)));
		request.method = signed.head().method();
		request.from = signed.head().remoteAddress();
		request.server = server;
		request.signed = signed;
		return request;
	}

	SignedRequest copy() {
		SignedRequest copy = new SignedRequest(this.target, this.body);
		copy.headers.addAll(this.headers);
		copy.method = this.method;
		copy.from = this.from;
		copy.server = this.server;
		copy.signed = this.signed;
		return copy;
	}

	/**
	 * Sets a header in place of the value it had.
	 * @param name the name
	 * @param value the value
	 * @return this request
	 */
	public SignedRequest header(String name, String value) {
		without(name);
		this.headers.add(Map.entry(name, value));
		return this;
	}

	/**
	 * Removes a header.
	 * @param name the name, whose case does not matter
	 * @return this request
	 */
	public SignedRequest without(String name) {
		this.signed = null;
		this.headers.removeIf((header) -> header.getKey().equalsIgnoreCase(name));
		return this;
	}

	/**
	 * Sets the method.
	 * @param method the method, {@code POST} by default
	 * @return this request
	 */
	public SignedRequest method(String method) {
		this.signed = null;
		this.method = method;
		return this;
	}

	/**
	 * Sets where the request is sent to.
	 * @param target the path, and the query string if there is one
	 * @return this request
	 */
	public SignedRequest to(String target) {
		this.signed = null;
		this.target = target;
		return this;
	}

	/**
	 * HTTP method.
	 * @return the method in upper case
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Where the request is sent to.
	 * @return the path within the application, and the query string if there is one
	 */
	public String target() {
		return this.target;
	}

	/**
	 * Headers of the request.
	 * @return the headers in order
	 */
	public List<Map.Entry<String, String>> headers() {
		return List.copyOf(this.headers);
	}

	/**
	 * Finds a header.
	 * @param name the name, whose case does not matter
	 * @return its first value, or {@code null} if it is not there
	 */
	public @Nullable String header(String name) {
		return this.headers.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Exact bytes of the body.
	 * @return a copy of the bytes
	 */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Address that the request comes from, for clients that can pretend to.
	 * @return the IP address, that of this machine by default
	 */
	public String from() {
		return this.from;
	}

	/**
	 * Sends the request byte for byte.
	 * @param <R> the type of the answer
	 * @param client sends it
	 * @return the answer
	 * @throws IOException if there is none
	 */
	public <R> R send(Client<R> client) throws IOException {
		return client.send(this.method, this.target, List.copyOf(this.headers), this.body.clone());
	}

	/**
	 * Makes a request for the client of the JDK.
	 * @param server the server, such as {@code http://localhost:8080}
	 * @return the request, to which more may be added
	 */
	public HttpRequest.Builder toHttpRequest(String server) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + this.target))
			.method(this.method, HttpRequest.BodyPublishers.ofByteArray(this.body));
		this.headers.forEach((header) -> request.header(header.getKey(), header.getValue()));
		return request;
	}

	/**
	 * Makes a request for the client of the JDK, to the server that it was signed for.
	 * @return the request, to which more may be added
	 * @throws IllegalStateException if it was signed by hand, for no server
	 */
	public HttpRequest.Builder toHttpRequest() {
		return toHttpRequest(server());
	}

	/**
	 * Makes a request that was received by the server that it was signed for, with the
	 * URL that the provider knows.
	 * @return the request
	 * @throws IllegalStateException if it was signed by hand, for no server
	 */
	public WebhookRequest toWebhookRequest() {
		return (this.signed != null) ? this.signed : toWebhookRequest(server());
	}

	private String server() {
		if (this.server == null) {
			throw new IllegalStateException("The request was signed for no server: name one");
		}
		return this.server;
	}

	/**
	 * Makes a request that was received over HTTPS.
	 * @param server the server, such as {@code https://hooks.example.com}
	 * @return the request
	 */
	public WebhookRequest toWebhookRequest(String server) {
		WebhookHeaders.Builder all = WebhookHeaders.builder();
		this.headers.forEach((header) -> all.add(header.getKey(), header.getValue()));
		return new WebhookRequest(WebhookRequestHead.builder(this.method, server + this.target)
			.from(this.from, true)
			.headers(all.build())
			.build(), this.body);
	}

	@Override
	public String toString() {
		return this.method + " " + this.target;
	}

	/**
	 * Client that sends a request, such as one of HTTP.
	 *
	 * @param <R> the type of the answer
	 */
	@FunctionalInterface
	public interface Client<R> {

		/**
		 * Sends a request and waits for the answer.
		 * @param method the method
		 * @param target the path, and the query string if there is one
		 * @param headers the headers in order
		 * @param body the body, which may be empty
		 * @return the answer
		 * @throws IOException if there is none
		 */
		R send(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) throws IOException;

	}

}
