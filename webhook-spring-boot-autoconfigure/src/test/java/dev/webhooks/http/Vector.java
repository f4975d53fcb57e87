package dev.webhooks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A known answer: a request, and whether a receiver accepts it.
 *
 * @param node the vector as it stands in {@code vectors.json} or {@code field.json}
 */
public record Vector(JsonNode node) {

	private static final Pattern SECONDS = Pattern.compile("\\b(1[0-9]{9})([0-9]{3})?\\b");

	public static List<Vector> all() {
		return read("/vectors/vectors.json");
	}

	/** Requests as real senders are known to have sent them. */
	public static List<Vector> fromTheField() {
		return read("/vectors/field.json");
	}

	private static List<Vector> read(String resource) {
		try (InputStream input = Vector.class.getResourceAsStream(resource)) {
			List<Vector> vectors = new ArrayList<>();
			new JsonMapper().readTree(input).forEach((node) -> vectors.add(new Vector(node)));
			return vectors;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public String id() {
		return text("id");
	}

	public String text(String name) {
		return this.node.path(name).asString("");
	}

	public boolean valid() {
		return this.node.path("valid").asBoolean();
	}

	public Instant now() {
		return Instant.ofEpochSecond(this.node.path("now").asLong());
	}

	public byte[] body() {
		String base64 = text("bodyBase64");
		return base64.isEmpty() ? text("body").getBytes(StandardCharsets.UTF_8) : Base64.getDecoder().decode(base64);
	}

	/**
	 * Names and values of the headers, repeated ones included.
	 */
	public List<String[]> headers() {
		List<String[]> headers = new ArrayList<>();
		this.node.path("headers").properties().forEach((header) -> {
			JsonNode values = header.getValue();
			if (values.isArray()) {
				values.forEach((value) -> headers.add(new String[] { header.getKey(), value.asString() }));
			}
			else {
				headers.add(new String[] { header.getKey(), values.asString() });
			}
		});
		return headers;
	}

	/**
	 * The request as a container would pass it on.
	 */
	public WebhookRequest request() {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		headers().forEach((header) -> headers.add(header[0], asContainersRead(header[1])));
		return new WebhookRequest(WebhookRequestHead.builder(text("method"), text("url"))
			.from("127.0.0.1", true)
			.headers(headers.build())
			.build(), body());
	}

	private static String asContainersRead(String value) {
		return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/**
	 * The time that the headers tell, or that of the vector where they tell none.
	 */
	public Instant signedAt() {
		return headers().stream()
			.map((header) -> SECONDS.matcher(header[1]))
			.filter(Matcher::find)
			.findFirst()
			.map((matcher) -> Instant.ofEpochSecond(Long.parseLong(matcher.group(1))))
			.orElse(now());
	}

	/**
	 * Path at which the vector's own endpoint is, with the vector's query string.
	 */
	public String target() {
		String query = URI.create(text("url")).getRawQuery();
		return path() + ((query != null) ? "?" + query : "");
	}

	public String path() {
		return "/in/" + id();
	}

	@Override
	public String toString() {
		return id();
	}

}
