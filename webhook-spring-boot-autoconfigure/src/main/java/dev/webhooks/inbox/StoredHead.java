package dev.webhooks.inbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.request.FormFields;

/**
 * Head of a request as it is stored beside its headers: method, query string and
 * variables of the path, among the values that a message carries.
 */
@Internal
public final class StoredHead {

	private static final String METHOD = "request.method";

	private static final String QUERY = "request.query";

	private static final String PATH = "request.path.";

	private static final String PAYLOAD = "request.payload";

	private static final String JSON = "application/json";

	private static final String USUAL_METHOD = "POST";

	private StoredHead() {
	}

	/**
	 * Makes the values to store.
	 * @param event the event
	 * @param isSecret tells whether a text holds what must not be stored
	 * @return the values by name
	 */
	public static Map<String, String> of(WebhookEvent event, Predicate<String> isSecret) {
		Map<String, String> values = new HashMap<>();
		if (!event.method().equals(USUAL_METHOD)) {
			values.put(METHOD, event.method());
		}
		if (event.query() != null) {
			values.put(QUERY, withoutSecrets(event.query(), isSecret));
		}
		if (isBodyOtherThanItsType(event)) {
			values.put(PAYLOAD, JSON);
		}
		event.pathVariables().forEach((name, value) -> {
			if (!isSecret.test(value)) {
				values.put(PATH + name, value);
			}
		});
		return values;
	}

	/** An item of a form, say, of which the headers are still those of the form. */
	private static boolean isBodyOtherThanItsType(WebhookEvent event) {
		return SharedBytes.payloadOf(event) == SharedBytes.bodyOf(event) && JSON.equals(event.payloadType())
				&& !JSON.equals(event.contentType());
	}

	/**
	 * Makes the document to store, where it is the query string.
	 * @param event the event
	 * @param document the document of the event, which need not be the query string
	 * @param isSecret tells whether a text holds what must not be stored
	 * @return the document, without parameters that hold what must not be stored
	 */
	public static byte[] document(WebhookEvent event, byte[] document, Predicate<String> isSecret) {
		String query = event.query();
		String kept = (query != null) ? withoutSecrets(query, isSecret) : null;
		if (query == null || kept == null || kept.equals(query)) {
			return document;
		}
		boolean isQuery = Arrays.equals(document, FormFields.toJson(FormFields.parse(query)));
		return isQuery ? FormFields.toJson(FormFields.parse(kept)) : document;
	}

	private static String withoutSecrets(String query, Predicate<String> isSecret) {
		return Stream.of(query.split("&", -1))
			.filter((parameter) -> !isSecret.test(parameter) && !isSecret.test(decode(parameter)))
			.collect(Collectors.joining("&"));
	}

	private static String decode(String parameter) {
		try {
			return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return parameter;
		}
	}

	/**
	 * Tells whether the body is a JSON document, whatever the headers say of it.
	 */
	static boolean isDocument(Map<String, String> values) {
		return JSON.equals(values.get(PAYLOAD));
	}

	static String method(Map<String, String> values) {
		return values.getOrDefault(METHOD, USUAL_METHOD);
	}

	static @Nullable String query(Map<String, String> values) {
		return values.get(QUERY);
	}

	static Map<String, String> pathVariables(Map<String, String> values) {
		return values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(PATH))
			.collect(Collectors.toUnmodifiableMap((entry) -> entry.getKey().substring(PATH.length()),
					Map.Entry::getValue));
	}

}
