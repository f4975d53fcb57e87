package dev.webhooks.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;

/**
 * Puts a value into a request, at the place where a {@link Locator} finds it.
 */
@Internal
public final class Placement {

	/** Numbers stay as they are, since their texts may be signed. */
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private static final Map<String, Place> PLACES = Map.of(//
			"header", WebhookRequest::withHeader, //
			"query", Placement::putIntoQuery, //
			"form", Placement::putIntoForm, //
			"body", Placement::putIntoDocument);

	private Placement() {
	}

	/**
	 * Tells whether there is such a place in a request.
	 * @param locator finds values there
	 * @return whether a value can be put there
	 */
	public static boolean isPlace(Locator locator) {
		return locator.isBare() && PLACES.containsKey(locator.kind());
	}

	/**
	 * Chooses among several places the first that suits the body of a request: a form has
	 * fields, and no JSON pointers.
	 * @param locators the places, at least one
	 * @param request the request
	 * @return the place, or the first if none suits
	 */
	public static Locator fitting(List<Locator> locators, WebhookRequest request) {
		boolean form = FormFields.isForm(request) || MultipartForm.isMultipart(request.headers().first("Content-Type"));
		return locators.stream()
			.filter((locator) -> !locator.readsBody() || locator.kind().equals("form") == form)
			.findFirst()
			.orElse(locators.get(0));
	}

	/**
	 * Puts a value into a request.
	 * @param request the request
	 * @param locator finds the value afterwards
	 * @param value the value
	 * @return the new request
	 * @throws IllegalArgumentException if this is no place for a value, or the body has
	 * none
	 */
	public static WebhookRequest put(WebhookRequest request, Locator locator, String value) {
		Place place = locator.isBare() ? PLACES.get(locator.kind()) : null;
		if (place == null) {
			throw new IllegalArgumentException("A value cannot be put into " + locator);
		}
		return place.put(request, locator.argument(), value);
	}

	private static WebhookRequest putIntoQuery(WebhookRequest request, String name, String value) {
		String all = append(request.head().query(), name, value);
		return new WebhookRequest(request.head().mutate().query(all).build(), request.body());
	}

	private static WebhookRequest putIntoForm(WebhookRequest request, String name, String value) {
		String contentType = request.headers().first("Content-Type");
		if (contentType != null && MultipartForm.isMultipart(contentType)) {
			return new WebhookRequest(request.head(), MultipartForm.append(contentType, request.body(), name, value));
		}
		String body = new String(request.body(), StandardCharsets.ISO_8859_1);
		return new WebhookRequest(request.head(), append(body, name, value).getBytes(StandardCharsets.ISO_8859_1));
	}

	/** Puts a field behind all others, in place of those that have its name. */
	private static String append(@Nullable String fields, String name, String value) {
		String begin = name + '=';
		StringJoiner all = new StringJoiner("&");
		Stream.of(((fields != null) ? fields : "").split("&"))
			.filter((field) -> !field.isEmpty() && !field.startsWith(begin))
			.forEach(all::add);
		return all.add(begin + URLEncoder.encode(value, StandardCharsets.UTF_8)).toString();
	}

	private static WebhookRequest putIntoDocument(WebhookRequest request, String pointer, String value) {
		if (XmlPlacement.isXml(request.body())) {
			return new WebhookRequest(request.head(), XmlPlacement.put(request.body(), pointer, value));
		}
		return putIntoJson(request, JsonPointer.compile(pointer), value);
	}

	private static WebhookRequest putIntoJson(WebhookRequest request, JsonPointer pointer, String value) {
		return changeJson(request, (root) -> {
			JsonNode parent = root;
			JsonPointer rest = pointer;
			for (; !rest.tail().matches(); rest = rest.tail()) {
				JsonNode child = parent.get(rest.getMatchingProperty());
				parent = (child != null) ? child : ((ObjectNode) parent).putObject(rest.getMatchingProperty());
			}
			String name = rest.getMatchingProperty();
			boolean number = parent.path(name).isNumber() && value.matches("[0-9]{1,18}");
			((ObjectNode) parent).set(name,
					number ? LongNode.valueOf(Long.parseLong(value)) : StringNode.valueOf(value));
		});
	}

	/**
	 * Replaces each item of an array in the body.
	 * @param request the request
	 * @param pointer JSON pointer to the array
	 * @param replacement makes the bytes of the new item of those of the old one
	 * @return the new request
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

	/**
	 * A kind of place that a value can be put into.
	 */
	@FunctionalInterface
	private interface Place {

		WebhookRequest put(WebhookRequest request, String argument, String value);

	}

}
