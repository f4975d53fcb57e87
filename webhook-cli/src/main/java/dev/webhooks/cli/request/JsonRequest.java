package dev.webhooks.cli.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Requests as JSON: {@code method}, {@code url}, {@code headers}, and {@code body} or
 * {@code bodyBase64}.
 */
public final class JsonRequest {

	private JsonRequest() {
	}

	/**
	 * Reads a request.
	 * @param json the bytes
	 * @return the request
	 */
	public static RecordedRequest read(byte[] json) {
		JsonNode root = tree(json);
		HeaderList headers = new HeaderList();
		root.path("headers").forEachEntry((name, values) -> addAll(headers, name, values));
		if (root.path("headers").isArray()) {
			root.path("headers").forEach((header) -> addPair(headers, header));
		}
		RecordedRequest head = new RecordedRequest("POST", "/", headers.list(), new byte[0]);
		String url = HttpText.url(root.path("url").asString("/"), head);
		return new RecordedRequest(root.path("method").asString("POST"), url, headers.list(), body(root));
	}

	private static JsonNode tree(byte[] json) {
		try {
			return JsonMapper.shared().readTree(json);
		}
		catch (JacksonException ex) {
			throw CommandFailure.usage("The request is not JSON, though it begins like it.",
					"A body alone is given by --body FILE, its headers by --headers FILE or --header.");
		}
	}

	private static void addAll(HeaderList headers, String name, JsonNode values) {
		if (values.isArray()) {
			values.forEach((value) -> headers.add(name, value.asString("")));
		}
		else {
			headers.add(name, values.asString(""));
		}
	}

	private static void addPair(HeaderList headers, JsonNode header) {
		boolean named = header.isObject();
		headers.add((named ? header.path("name") : header.path(0)).asString(""),
				(named ? header.path("value") : header.path(1)).asString(""));
	}

	private static byte[] body(JsonNode root) {
		if (!root.has("body") && !root.has("bodyBase64") && !root.has("url") && !root.has("headers")) {
			throw CommandFailure.usage("The JSON is not a request: it has neither headers nor a body.",
					"A body alone is given by --body FILE, its headers by --headers FILE or --header.");
		}
		if (root.path("body").isContainer()) {
			throw CommandFailure.usage("The body in the JSON is a document, so its bytes are lost.",
					"Give it as a text, exactly as it was sent, or as bodyBase64.");
		}
		try {
			return root.has("bodyBase64") ? Base64.getDecoder().decode(root.path("bodyBase64").asString(""))
					: root.path("body").asString("").getBytes(StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw CommandFailure.usage("The bodyBase64 of the request is not Base64.", "Encode the bytes of the body.");
		}
	}

	/**
	 * Writes a request so that it can be read again.
	 * @param request the request
	 * @return the tree of the JSON
	 */
	public static Map<String, Object> tree(RecordedRequest request) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("method", request.method());
		tree.put("url", request.url());
		Map<String, Object> headers = new LinkedHashMap<>();
		request.headers().forEach((header) -> headers.merge(header.getKey(), header.getValue(), JsonRequest::both));
		tree.put("headers", headers);
		String text = text(request.body());
		if (text != null) {
			tree.put("body", text);
		}
		else {
			tree.put("bodyBase64", Base64.getEncoder().encodeToString(request.body()));
		}
		return tree;
	}

	private static Object both(Object one, Object other) {
		List<Object> all = new ArrayList<>((one instanceof List<?> list) ? list : List.of(one));
		all.add(other);
		return all;
	}

	/**
	 * Reads bytes as text.
	 * @param bytes the bytes
	 * @return the text or {@code null} if they are not UTF-8
	 */
	public static @Nullable String text(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
