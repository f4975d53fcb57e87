package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Where in a request a value is: {@code header:NAME}, {@code query:name},
 * {@code form:name}, {@code path:variable}, {@code body:/json/pointer} (in the item,
 * where a batch is split), {@code document:/json/pointer} (in the whole body),
 * {@code body-hash}, {@code body-crc32}, {@code jira-qsh}, {@code body-escaped},
 * {@code body-quoted}, {@code form-sorted}, {@code url}, {@code url-with-port},
 * {@code url-without-port}, {@code url-decoded}, {@code method}, {@code unique}, or a
 * name that the place of use knows, such as {@code timestamp} and {@code id}. With a
 * {@code ?} at its end, what is not there is empty text. With {@code =value} at its end,
 * or {@code =*} for any value, it stands for nothing but is there only if the value is.
 */
public sealed interface Locator {

	/**
	 * Finds the value.
	 * @param values the values of a request
	 * @return the value or {@code null} if it is not there
	 * @throws dev.webhooks.WebhookRejectedException if the request is malformed or has
	 * several such values
	 */
	@Nullable String resolve(RequestValues values);

	/**
	 * The JSON fields that are needed to find the value.
	 * @return the JSON pointers
	 */
	default List<String> pointers() {
		return List.of();
	}

	/**
	 * Parses a locator.
	 * @param text the text
	 * @return the locator or {@code null} if the text is none
	 */
	static @Nullable Locator parse(String text) {
		if (text.endsWith("?")) {
			Locator locator = parse(text.substring(0, text.length() - 1));
			return (locator != null) ? new OrEmpty(locator) : null;
		}
		int equals = text.indexOf('=');
		if (equals > 0) {
			Locator locator = parse(text.substring(0, equals));
			return (locator != null) ? new Condition(locator, text.substring(equals + 1)) : null;
		}
		int colon = text.indexOf(':');
		if (colon < 0) {
			return named(text);
		}
		String argument = text.substring(colon + 1);
		return switch (text.substring(0, colon)) {
			case "header" -> argument.isEmpty() ? null : new Header(argument);
			case "query" -> argument.isEmpty() ? null : new Query(argument);
			case "form" -> argument.isEmpty() ? null : new Form(argument);
			case "path" -> argument.isEmpty() ? null : new PathVariable(argument);
			case "body" -> JsonFields.isPointer(argument) ? new Body(argument) : null;
			case "jira-qsh" -> argument.startsWith("/") ? new JiraQsh(argument) : null;
			case "document" -> JsonFields.isPointer(argument) ? new Document(argument) : null;
			default -> null;
		};
	}

	private static @Nullable Locator named(String name) {
		return switch (name) {
			case "url" -> new Url(SignedUrl.AS_IT_IS);
			case "url-with-port" -> new Url(SignedUrl.WITH_PORT);
			case "url-without-port" -> new Url(SignedUrl.WITHOUT_PORT);
			case "url-decoded" -> new Url(SignedUrl.DECODED);
			case "method" -> new Method();
			case "body-hash" -> new BodyHash();
			case "body-crc32" -> new BodyCrc32();
			case "jira-qsh" -> new JiraQsh("");
			case "body-escaped" -> new EscapedBody();
			case "body-quoted" -> new QuotedBody();
			case "unique" -> new Unique();
			case "form-sorted" -> new SortedForm();
			default -> Named.KNOWN.contains(name) ? new Named(name) : null;
		};
	}

	private static String escape(char[] text, HexFormat digits) {
		StringBuilder escaped = new StringBuilder(text.length);
		for (char c : text) {
			if (c == '/') {
				escaped.append("\\/");
			}
			else if (c < 0x80) {
				escaped.append(c);
			}
			else {
				escaped.append("\\u").append(digits.toHexDigits(c));
			}
		}
		return escaped.toString();
	}

	/**
	 * A header of the request.
	 *
	 * @param name the name of the header
	 */
	record Header(String name) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.header(this.name);
		}

	}

	/**
	 * A parameter of the query string, decoded.
	 *
	 * @param name the name of the parameter
	 */
	record Query(String name) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.query(this.name);
		}

	}

	/**
	 * A field of a form body, decoded.
	 *
	 * @param name the name of the field
	 */
	record Form(String name) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.form(this.name);
		}

	}

	/**
	 * A variable of the provider's path.
	 *
	 * @param name the name of the variable
	 */
	record PathVariable(String name) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.request().head().pathVariables().get(this.name);
		}

	}

	/**
	 * A string, number or boolean in a JSON body.
	 *
	 * @param pointer the JSON pointer
	 */
	record Body(String pointer) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.json(this.pointer);
		}

		@Override
		public List<String> pointers() {
			return List.of(this.pointer);
		}

	}

	/**
	 * A string, number or boolean in a JSON body, also where only an item of it is looked
	 * at.
	 *
	 * @param pointer the JSON pointer
	 */
	record Document(String pointer) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.whole().json(this.pointer);
		}

		@Override
		public List<String> pointers() {
			return List.of(this.pointer);
		}

	}

	/**
	 * Empty text, if a value is as expected: written with {@code =value} at the end.
	 *
	 * @param locator finds the value
	 * @param expected the value, or {@code *} for any
	 */
	record Condition(Locator locator, String expected) implements Locator {

		private static final String ANY = "*";

		@Override
		public @Nullable String resolve(RequestValues values) {
			String value = this.locator.resolve(values);
			return (value != null && (this.expected.equals(ANY) || this.expected.equals(value))) ? "" : null;
		}

		@Override
		public List<String> pointers() {
			return this.locator.pointers();
		}

	}

	/**
	 * A value that no other request has, for a provider that repeats its requests word
	 * for word without meaning the same event.
	 */
	record Unique() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			return UUID.randomUUID().toString();
		}

	}

	/**
	 * The body as the text between the quotes of a JSON string, with {@code /} and all
	 * that is not ASCII escaped too.
	 */
	record QuotedBody() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			String body = new String(values.request().body(), StandardCharsets.UTF_8);
			char[] quoted = JsonStringEncoder.getInstance().quoteAsCharArray(body);
			return escape(quoted, HexFormat.of().withUpperCase());
		}

	}

	/**
	 * A value, or empty text where it is not there: written with {@code ?} at the end.
	 *
	 * @param locator finds the value
	 */
	record OrEmpty(Locator locator) implements Locator {

		@Override
		public String resolve(RequestValues values) {
			String value = this.locator.resolve(values);
			return (value != null) ? value : "";
		}

		@Override
		public List<String> pointers() {
			return this.locator.pointers();
		}

	}

	/**
	 * The body as text in which {@code /} and all that is not ASCII are escaped as JSON
	 * allows it.
	 */
	record EscapedBody() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			return escape(new String(values.request().body(), StandardCharsets.UTF_8).toCharArray(), HexFormat.of());
		}

	}

	/**
	 * The fields of a form, sorted by name: each name and value without anything between.
	 */
	record SortedForm() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			StringBuilder sorted = new StringBuilder();
			new TreeMap<>(values.formFields())
				.forEach((name, fields) -> new TreeSet<>(fields).forEach((value) -> sorted.append(name).append(value)));
			return sorted.toString();
		}

	}

	/**
	 * SHA-256 of the body, in lower-case hexadecimal digits.
	 */
	record BodyHash() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			return values.bodyHash();
		}

	}

	/**
	 * CRC-32 of the exact body, as an unsigned decimal number.
	 */
	record BodyCrc32() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			CRC32 crc = new CRC32();
			crc.update(values.request().body());
			return Long.toString(crc.getValue());
		}

	}

	/**
	 * Hash of method, path and query string, as Atlassian computes it.
	 *
	 * @param basePath path of the app's base URL, which is not part of what is hashed
	 */
	record JiraQsh(String basePath) implements Locator {

		@Override
		public @Nullable String resolve(RequestValues values) {
			return QueryStringHash.of(values.request().head(), this.basePath);
		}

	}

	/**
	 * The URL of the request with its query string, as the provider knows it.
	 *
	 * @param form how it is written
	 */
	record Url(SignedUrl form) implements Locator {

		@Override
		public String resolve(RequestValues values) {
			return this.form.of(values.request().head().fullUrl());
		}

	}

	/**
	 * The HTTP method of the request.
	 */
	record Method() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			return values.request().head().method();
		}

	}

	/**
	 * A value that was found before and given a name.
	 *
	 * @param name the name
	 */
	record Named(String name) implements Locator {

		private static final Set<String> KNOWN = Set.of("timestamp", "id", "secret", "key-id", "token",
				"token-signature");

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.named(this.name);
		}

	}

}
