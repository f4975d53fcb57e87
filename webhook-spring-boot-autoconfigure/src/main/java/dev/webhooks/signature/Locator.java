package dev.webhooks.signature;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where in a request a value is: {@code header:NAME}, {@code query:name},
 * {@code form:name}, {@code path:variable}, {@code body:/json/pointer},
 * {@code body-hash}, or one of {@code url}, {@code method}, {@code body},
 * {@code timestamp}, {@code id} and the other names that the place of use knows.
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
	 * Parses a locator.
	 * @param text the text
	 * @return the locator or {@code null} if the text is none
	 */
	static @Nullable Locator parse(String text) {
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
			default -> null;
		};
	}

	private static @Nullable Locator named(String name) {
		return switch (name) {
			case "url" -> new Url();
			case "method" -> new Method();
			case "body-hash" -> new BodyHash();
			default -> Named.KNOWN.contains(name) ? new Named(name) : null;
		};
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
	 * The URL of the request with its query string, as the provider knows it.
	 */
	record Url() implements Locator {

		@Override
		public String resolve(RequestValues values) {
			return values.request().head().fullUrl();
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

		private static final Set<String> KNOWN = Set.of("timestamp", "id", "token", "token-signature");

		@Override
		public @Nullable String resolve(RequestValues values) {
			return values.named(this.name);
		}

	}

}
