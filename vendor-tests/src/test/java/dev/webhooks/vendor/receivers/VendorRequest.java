package dev.webhooks.vendor.receivers;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Request as a vendor sends it.
 *
 * @param method the HTTP method
 * @param target the path and the query string
 * @param headers the headers by their names
 * @param body the exact bytes
 */
public record VendorRequest(String method, String target, Map<String, String> headers, byte[] body) {

	public static VendorRequest get(String target) {
		return new VendorRequest("GET", target, Map.of(), new byte[0]);
	}

	public static VendorRequest post(String target, String contentType, String body) {
		return new VendorRequest("POST", target, Map.of("Content-Type", contentType),
				body.getBytes(StandardCharsets.UTF_8));
	}

	public static VendorRequest json(String target, String body) {
		return post(target, "application/json", body);
	}

	public static VendorRequest form(String target, String body) {
		return post(target, "application/x-www-form-urlencoded", body);
	}

	public VendorRequest header(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new VendorRequest(this.method, this.target, more, this.body);
	}

	/**
	 * The same request with something else in its query string and body.
	 */
	public VendorRequest with(String old, String replacement) {
		String text = new String(this.body, StandardCharsets.UTF_8);
		VendorRequest changed = new VendorRequest(this.method, this.target.replace(old, replacement), this.headers,
				text.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
		if (changed.target.equals(this.target) && text.indexOf(old) < 0) {
			throw new IllegalArgumentException("There is no '" + old + "' in the request");
		}
		return changed;
	}

	HttpRequest to(int port) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + this.target))
			.method(this.method, BodyPublishers.ofByteArray(this.body));
		this.headers.forEach(request::header);
		return request.build();
	}

}
