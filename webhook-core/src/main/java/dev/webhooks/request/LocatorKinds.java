package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

import dev.webhooks.request.LocatorKind.Argument;
import dev.webhooks.request.LocatorKind.Place;
import dev.webhooks.request.LocatorKind.Trait;

/**
 * The kinds of places that a {@link Locator} can name. What only one vendor does is one
 * entry here.
 */
final class LocatorKinds {

	private static final Map<String, LocatorKind> BY_NAME = Stream.of(//
			// What stands in the request
			named("header", ParsedRequest::header, Trait.OF_HEADER, Trait.IN_HEAD), //
			named("query", ParsedRequest::query, Trait.IN_HEAD), //
			named("form", ParsedRequest::form, Trait.OF_BODY), //
			named("path", (parsed, name) -> parsed.request().head().pathVariables().get(name), Trait.IN_HEAD), //
			pointing("body", ParsedRequest::json, Trait.OF_ITEM, Trait.OF_BODY), //
			pointing("document", (parsed, pointer) -> parsed.whole().json(pointer), Trait.OF_BODY), //
			pointing("envelope", (parsed, pointer) -> parsed.envelope().json(pointer), Trait.OF_BODY), //
			plain("method", (parsed) -> parsed.request().head().method()), //
			url("url", SignedUrl.AS_IT_IS), //
			url("url-with-port", SignedUrl.WITH_PORT), //
			url("url-without-port", SignedUrl.WITHOUT_PORT), //
			url("url-decoded", SignedUrl.DECODED), //

			// What is made of it
			plain("body-hash", ParsedRequest::bodyHash, Trait.MADE_UP, Trait.COVERS_BODY, Trait.OF_ITEM, Trait.OF_BODY), //
			plain("body-crc32", (parsed) -> Digests.crc32(parsed.request().body()), Trait.MADE_UP, Trait.OF_BODY), //
			plain("body-escaped", LocatorKinds::escapedBody, Trait.OF_BODY), //
			plain("body-quoted", LocatorKinds::quotedBody, Trait.OF_BODY), //
			sorted("form-sorted", LocatorKinds::sortedForm, Trait.OF_BODY), //
			sorted("query-sorted", SortedParameters::ofQuery, Trait.IN_HEAD), //
			sorted("body-sorted", SortedParameters::ofBody, Trait.OF_ITEM, Trait.OF_BODY), //
			sorted("sorted", SortedValues::new), //
			new LocatorKind("jira-qsh", Argument.OPTIONAL_PATH,
					(basePath) -> (values) -> QueryStringHash.of(values.request().head(), basePath),
					Set.of(Trait.OF_URL)), //

			// For a provider that repeats its requests word for word without meaning the
			// same event
			plain("unique", (parsed) -> UUID.randomUUID().toString(), Trait.MADE_UP, Trait.OF_ITEM), //

			// What is configured
			new LocatorKind("value", Argument.NAME, (name) -> (values) -> values.parsed().configured(name), Set.of()), //
			new LocatorKind("secret-md5", Argument.NONE, (none) -> new HashedSecret(), Set.of()), //

			// What the place of use has found before
			given("timestamp"), given("id"), given("secret"), given("key-id"), given("token"), given("token-signature"))
		.collect(Collectors.toUnmodifiableMap(LocatorKind::name, Function.identity()));

	private static final String SECRET = "secret";

	private LocatorKinds() {
	}

	static @Nullable LocatorKind find(String name) {
		return BY_NAME.get(name);
	}

	static LocatorKind get(String name) {
		return Objects.requireNonNull(find(name));
	}

	private static LocatorKind named(String name, RequestReader reader, Trait... traits) {
		return new LocatorKind(name, Argument.NAME, reader::at, setOf(traits));
	}

	private static LocatorKind pointing(String name, RequestReader reader, Trait... traits) {
		return new LocatorKind(name, Argument.POINTER, reader::at, setOf(traits));
	}

	private static LocatorKind sorted(String name, Function<String, Place> places, Trait... traits) {
		return new LocatorKind(name, Argument.OPTIONS, places, setOf(traits));
	}

	private static LocatorKind plain(String name, Function<ParsedRequest, String> function, Trait... traits) {
		return new LocatorKind(name, Argument.NONE, (none) -> (values) -> function.apply(values.parsed()),
				setOf(traits));
	}

	private static LocatorKind url(String name, SignedUrl form) {
		return plain(name, (parsed) -> form.of(parsed.request().head().fullUrl()), Trait.OF_URL);
	}

	private static LocatorKind given(String name) {
		return new LocatorKind(name, Argument.NONE, (none) -> (values) -> values.named(name),
				setOf(Trait.NAMED, Trait.OF_HEADER));
	}

	private static Set<Trait> setOf(Trait... traits) {
		return (traits.length == 0) ? Set.of() : EnumSet.copyOf(Arrays.asList(traits));
	}

	/**
	 * The body as text in which {@code /} and all that is not ASCII are escaped as JSON
	 * allows it.
	 */
	private static String escapedBody(ParsedRequest parsed) {
		return escape(textOf(parsed).toCharArray(), HexFormat.of());
	}

	/**
	 * The body as the text between the quotes of a JSON string, with {@code /} and all
	 * that is not ASCII escaped too.
	 */
	private static String quotedBody(ParsedRequest parsed) {
		return escape(JsonStringEncoder.getInstance().quoteAsCharArray(textOf(parsed)), HexFormat.of().withUpperCase());
	}

	private static String textOf(ParsedRequest parsed) {
		return new String(parsed.request().body(), StandardCharsets.UTF_8);
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

	private static Place sortedForm(String options) {
		return options.isEmpty() ? (values) -> allOfForm(values.parsed()) : SortedParameters.ofForm(options);
	}

	/**
	 * The fields of a form, sorted by name: each name and value without anything between,
	 * those of one name included.
	 */
	private static String allOfForm(ParsedRequest parsed) {
		StringBuilder sorted = new StringBuilder();
		new TreeMap<>(parsed.formFields())
			.forEach((name, fields) -> new TreeSet<>(fields).forEach((value) -> sorted.append(name).append(value)));
		return sorted.toString();
	}

	/**
	 * Finds a value in what the request itself says.
	 */
	@FunctionalInterface
	private interface RequestReader {

		@Nullable String read(ParsedRequest parsed, String argument);

		default Place at(String argument) {
			return (values) -> read(values.parsed(), argument);
		}

	}

	/**
	 * The secret as some providers hash it before they sign with it.
	 */
	private static final class HashedSecret implements Place {

		@Override
		public @Nullable String find(RequestValues values) {
			String secret = values.named(SECRET);
			return (secret != null) ? Digests.md5(secret.getBytes(StandardCharsets.UTF_8)) : null;
		}

		@Override
		public List<Locator> parts() {
			return List.of(Locator.named(SECRET));
		}

	}

}
