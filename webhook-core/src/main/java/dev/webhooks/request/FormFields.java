package dev.webhooks.request;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;

/**
 * Reads the fields of an {@code application/x-www-form-urlencoded} body or query string.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlencoded-parsing">URL Standard</a>
 */
@Internal
public final class FormFields {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int MAX_FIELDS = 1000;

	private static final int MAX_NAME_TO_SEE = 256;

	private FormFields() {
	}

	/**
	 * Tells whether a content type is that of a form.
	 * @param contentType the content type or {@code null}
	 * @return whether the body has form fields
	 */
	public static boolean isForm(@Nullable String contentType) {
		return contentType != null
				&& contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
	}

	/**
	 * Tells whether a body has form fields: its content type says so, or where there is
	 * none, it begins with a name and {@code =}, as no JSON or XML does.
	 * @param contentType the content type or {@code null}
	 * @param body the body
	 * @return whether the body has form fields
	 */
	public static boolean isForm(@Nullable String contentType, byte[] body) {
		return (contentType != null) ? isForm(contentType) : beginsWithName(body);
	}

	public static boolean isForm(WebhookRequest request) {
		return isForm(request.headers().first("Content-Type"), request.body());
	}

	private static boolean beginsWithName(byte[] body) {
		for (int i = 0; i < body.length && i < MAX_NAME_TO_SEE; i++) {
			if (body[i] == '=') {
				return i > 0;
			}
			boolean encoded = Character.isLetterOrDigit(body[i]) || "*-._+%".indexOf(body[i]) >= 0;
			if (body[i] < 0 || !encoded) {
				return false;
			}
		}
		return false;
	}

	/**
	 * Reads the fields of a body that is a form, URL-encoded or in parts.
	 * @param contentType the content type or {@code null}
	 * @param body the exact bytes
	 * @return the values of each field, in the order in which they came; none if the body
	 * is no form
	 * @throws WebhookRejectedException if the form is malformed or has too many fields
	 */
	public static Map<String, List<String>> of(@Nullable String contentType, byte[] body) {
		if (contentType != null && MultipartForm.isMultipart(contentType)) {
			return MultipartForm.fields(contentType, body);
		}
		return isForm(contentType, body) ? parse(body) : Map.of();
	}

	/**
	 * Reads the fields of a body: as UTF-8, or where it is not that, in the charset that
	 * a field {@code charset} names.
	 * @param body the exact bytes
	 * @return the values of each field, in the order in which they came
	 * @throws WebhookRejectedException if the body is malformed or has too many fields
	 */
	public static Map<String, List<String>> parse(byte[] body) {
		Map<String, List<String>> fields = parse(new String(body, StandardCharsets.UTF_8));
		Charset charset = FormCharset.of(fields);
		return (charset == null) ? fields : FormCharset
			.decode(parse(new String(body, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1), charset);
	}

	/**
	 * Reads the fields of a query string.
	 * @param text the text, percent-encoded
	 * @return the values of each field, in the order in which they came
	 * @throws WebhookRejectedException if the text is malformed or has too many fields
	 */
	public static Map<String, List<String>> parse(String text) {
		return parse(text, StandardCharsets.UTF_8);
	}

	private static Map<String, List<String>> parse(String text, Charset charset) {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		int count = 0;
		for (int start = 0; start < text.length();) {
			int end = text.indexOf('&', start);
			end = (end < 0) ? text.length() : end;
			if (end > start) {
				if (++count > MAX_FIELDS) {
					throw malformed("There are more than " + MAX_FIELDS + " form fields");
				}
				add(fields, text.substring(start, end), charset);
			}
			start = end + 1;
		}
		return fields;
	}

	/**
	 * Writes fields as a JSON object.
	 * @param fields the values of each field
	 * @return the object: of a field with one value the text, of others an array
	 */
	public static byte[] toJson(Map<String, List<String>> fields) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		try (JsonGenerator generator = JSON.createGenerator(json)) {
			generator.writeStartObject();
			fields.forEach((name, values) -> {
				generator.writeName(name);
				if (values.size() == 1) {
					generator.writeString(values.get(0));
				}
				else {
					generator.writeStartArray();
					values.forEach(generator::writeString);
					generator.writeEndArray();
				}
			});
			generator.writeEndObject();
		}
		return json.toByteArray();
	}

	private static void add(Map<String, List<String>> fields, String pair, Charset charset) {
		int equals = pair.indexOf('=');
		String name = decode((equals < 0) ? pair : pair.substring(0, equals), charset);
		String value = (equals < 0) ? "" : decode(pair.substring(equals + 1), charset);
		fields.computeIfAbsent(name, (key) -> new ArrayList<>(1)).add(value);
	}

	private static String decode(String text, Charset charset) {
		try {
			return URLDecoder.decode(text, charset);
		}
		catch (IllegalArgumentException ex) {
			throw malformed("A form field is not percent-encoded as it should be");
		}
	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

	/**
	 * Finds the one value of a name.
	 * @param kind what it is called in a message
	 * @throws WebhookRejectedException if there are several
	 */
	static @Nullable String single(Map<String, List<String>> values, String kind, String name) {
		List<String> found = values.getOrDefault(name, List.of());
		if (found.size() > 1) {
			throw repeated(kind, name);
		}
		return found.isEmpty() ? null : found.get(0);
	}

	static WebhookRejectedException repeated(String kind, String name) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD,
				"The %s '%s' came more than once".formatted(kind, name));
	}

}
