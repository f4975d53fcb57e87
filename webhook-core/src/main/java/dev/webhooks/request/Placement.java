package dev.webhooks.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.webhooks.WebhookRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a value into a request, at the place where a {@link Locator} finds it.
 */
public final class Placement {

	private static final JsonMapper MAPPER = new JsonMapper();

	private Placement() {
	}

	/**
	 * Tells whether there is such a place in a request.
	 */
	public static boolean isPlace(Locator locator) {
		return locator instanceof Locator.Header || locator instanceof Locator.Query || locator instanceof Locator.Form
				|| locator instanceof Locator.Body;
	}

	public static WebhookRequest put(WebhookRequest request, Locator place, String value) {
		if (place instanceof Locator.Header header) {
			return request.withHeader(header.name(), value);
		}
		if (place instanceof Locator.Query query) {
			String all = append(request.head().query(), query.name(), value);
			return new WebhookRequest(request.head().mutate().query(all).build(), request.body());
		}
		if (place instanceof Locator.Form form) {
			String body = new String(request.body(), StandardCharsets.ISO_8859_1);
			return new WebhookRequest(request.head(), append(body, form.name(), value));
		}
		if (place instanceof Locator.Body body) {
			return putIntoJson(request, JsonPointer.compile(body.pointer()), value);
		}
		throw new IllegalArgumentException("A value cannot be put into " + place);
	}

	private static String append(@Nullable String fields, String name, String value) {
		String field = name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
		return (fields != null && !fields.isEmpty()) ? fields + '&' + field : field;
	}

	private static WebhookRequest putIntoJson(WebhookRequest request, JsonPointer pointer, String value) {
		return changeJson(request, (root) -> {
			JsonNode parent = root;
			JsonPointer rest = pointer;
			for (; !rest.tail().matches(); rest = rest.tail()) {
				JsonNode child = parent.get(rest.getMatchingProperty());
				parent = (child != null) ? child : ((ObjectNode) parent).putObject(rest.getMatchingProperty());
			}
			((ObjectNode) parent).put(rest.getMatchingProperty(), value);
		});
	}

	/**
	 * Replaces each item of an array in the body.
	 * @throws IllegalArgumentException if the body is not JSON
	 */
	public static WebhookRequest replaceItems(WebhookRequest request, String pointer,
			UnaryOperator<byte[]> replacement) {
		return changeJson(request, (root) -> {
			if (root.at(pointer) instanceof ArrayNode items) {
				for (int i = 0; i < items.size(); i++) {
					byte[] item = MAPPER.writeValueAsBytes(items.get(i));
					items.set(i, MAPPER.readTree(replacement.apply(item)));
				}
			}
		});
	}

	private static WebhookRequest changeJson(WebhookRequest request, Consumer<JsonNode> change) {
		try {
			JsonNode root = MAPPER.readTree(request.body());
			change.accept(root);
			return new WebhookRequest(request.head(), MAPPER.writeValueAsBytes(root));
		}
		catch (JacksonException | ClassCastException ex) {
			throw new IllegalArgumentException("The body is not JSON that has a place for the signature", ex);
		}
	}

}
