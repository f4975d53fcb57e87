package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.request.LocatorKind.Argument;
import dev.webhooks.request.LocatorKind.Place;
import dev.webhooks.request.LocatorKind.Trait;

/**
 * A place in a request where a value is: {@code header:NAME}, {@code query:name},
 * {@code form:name}, {@code path:variable}, {@code body:/json/pointer} (in the item,
 * where a batch is split), {@code document:/json/pointer} (in the whole body),
 * {@code method}, {@code url}, {@code body-hash} and what else {@link LocatorKinds}
 * lists, or a name that the place of use knows, such as {@code timestamp} and {@code id}.
 * With a {@code ?} at its end, what is not there is empty text. With {@code =value} at
 * its end, or {@code =*} for any value, it stands for nothing but is there only if the
 * value is. Immutable.
 */
public final class Locator {

	private static final String HEADER = "header";

	private static final String VALUE = "value";

	private static final String ANY = "*";

	private final String text;

	private final LocatorKind kind;

	private final String argument;

	private final Place place;

	/** Function that makes another value of the one that was found, or of none. */
	private final List<Ending> endings;

	private Locator(String text, LocatorKind kind, String argument, Place place, List<Ending> endings) {
		this.text = text;
		this.kind = kind;
		this.argument = argument;
		this.place = place;
		this.endings = endings;
	}

	/**
	 * Parses a locator.
	 * @param text the text
	 * @return the locator or {@code null} if the text is none
	 */
	public static @Nullable Locator parse(String text) {
		int colon = text.indexOf(':');
		LocatorKind kind = LocatorKinds.find((colon < 0) ? text : text.substring(0, colon));
		String argument = (colon < 0) ? null : text.substring(colon + 1);
		boolean bare = (kind != null && kind.argument() == Argument.OPTIONS)
				|| (!text.endsWith("?") && text.indexOf('=') <= 0);
		if (bare) {
			return (kind != null) ? of(text, kind, argument) : null;
		}
		return parseEnding(text);
	}

	private static @Nullable Locator of(String text, LocatorKind kind, @Nullable String argument) {
		Place place = kind.place(argument);
		return (place != null) ? new Locator(text, kind, (argument != null) ? argument : "", place, List.of()) : null;
	}

	private static @Nullable Locator parseEnding(String text) {
		if (text.endsWith("?")) {
			Locator locator = parse(text.substring(0, text.length() - 1));
			return (locator != null) ? locator.ending(text, new Ending(null)) : null;
		}
		int equals = text.indexOf('=');
		String expected = text.substring(equals + 1);
		Locator locator = parse(text.substring(0, equals));
		return (locator != null) ? locator.ending(text, new Ending(expected)) : null;
	}

	/**
	 * Locates a header.
	 * @param name the name of the header, not empty
	 * @return the locator
	 */
	public static Locator header(String name) {
		return Objects.requireNonNull(of(HEADER + ':' + name, LocatorKinds.get(HEADER), name));
	}

	/**
	 * Locates a value by the name that the place of use has given it.
	 */
	static Locator named(String name) {
		return Objects.requireNonNull(of(name, LocatorKinds.get(name), null));
	}

	private Locator ending(String text, Ending ending) {
		return new Locator(text, this.kind, this.argument, this.place,
				Stream.concat(this.endings.stream(), Stream.of(ending)).toList());
	}

	/**
	 * Finds the value.
	 * @param values the values of a request
	 * @return the value or {@code null} if it is not there
	 * @throws dev.webhooks.WebhookRejectedException if the request is malformed or has
	 * several such values
	 */
	@Internal
	public @Nullable String resolve(RequestValues values) {
		return ended(this.place.find(values));
	}

	@Nullable String ended(@Nullable String found) {
		String value = found;
		for (Ending ending : this.endings) {
			value = ending.of(value);
		}
		return value;
	}

	/**
	 * The JSON fields that are needed to find the value.
	 * @return the JSON pointers
	 */
	public List<String> pointers() {
		return (this.kind.argument() == Argument.POINTER) ? List.of(this.argument)
				: this.place.parts().stream().flatMap((part) -> part.pointers().stream()).toList();
	}

	/**
	 * The header that this locates, whose value is taken as it is.
	 * @return the name, or {@code null} if this is another place
	 */
	public @Nullable String headerName() {
		return (isBare() && this.kind.name().equals(HEADER)) ? this.argument : null;
	}

	/**
	 * The variable of the path that this locates.
	 * @return the name, or {@code null} if this is another place
	 */
	public @Nullable String pathVariable() {
		return this.kind.name().equals("path") ? this.argument : null;
	}

	/**
	 * Tells whether this is no place but the name of a value that the place of use knows.
	 * @return whether it is
	 */
	public boolean isName() {
		return isBare() && this.kind.is(Trait.NAMED);
	}

	/**
	 * Tells whether the value is found in the body, or made of it.
	 * @return whether the body is read
	 */
	public boolean readsBody() {
		return this.kind.is(Trait.OF_BODY) || this.place.parts().stream().anyMatch(Locator::readsBody);
	}

	boolean readsUrl() {
		return this.kind.is(Trait.OF_URL) || this.place.parts().stream().anyMatch(Locator::readsUrl);
	}

	/**
	 * Tells whether a value that has a name is needed, by itself or as a part.
	 */
	boolean uses(String name) {
		return (isName() && this.text.equals(name)) || this.place.parts().stream().anyMatch((part) -> part.uses(name));
	}

	/**
	 * The names of configured values that are needed.
	 */
	Stream<String> configured() {
		return this.kind.name().equals(VALUE) ? Stream.of(this.argument)
				: this.place.parts().stream().flatMap(Locator::configured);
	}

	/**
	 * Tells whether the value is taken as it is, so that nothing stands for one that is
	 * not there.
	 */
	boolean isBare() {
		return this.endings.isEmpty();
	}

	boolean isOfItem() {
		return this.kind.is(Trait.OF_ITEM) || this.place.parts().stream().anyMatch(Locator::isOfItem);
	}

	boolean isInHead() {
		return this.kind.is(Trait.IN_HEAD) && this.place.parts().stream().allMatch(Locator::isInHead);
	}

	boolean coversBody() {
		return isBare() && this.kind.is(Trait.COVERS_BODY);
	}

	boolean isMadeUp() {
		return isBare() && this.kind.is(Trait.MADE_UP);
	}

	/**
	 * Encodes a value of this place as it is signed: containers read the bytes of headers
	 * as ISO 8859-1.
	 */
	byte[] encode(String value) {
		return this.kind.is(Trait.OF_HEADER) ? Template.headerBytes(value) : value.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Name of the kind of place, for who puts values there.
	 * @return the name, such as {@code header}
	 */
	@Internal
	public String kind() {
		return this.kind.name();
	}

	/**
	 * Text behind the name of the kind, for who puts values there.
	 * @return the name or JSON pointer; empty if there is none
	 */
	@Internal
	public String argument() {
		return this.argument;
	}

	/**
	 * The value that has to be at the place, of which nothing becomes a part of a text.
	 * @return the value, {@code *} for any, or {@code null} if it is not said
	 */
	@Internal
	public @Nullable String expected() {
		return this.endings.stream().map(Ending::expected).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Tells whether nothing need be at the place.
	 * @return whether an empty text stands for a value that is not there
	 */
	@Internal
	public boolean isOptional() {
		return !isBare() && expected() == null;
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Text that stands behind a place.
	 *
	 * @param expected the value that has to be there; {@code null} if none need be
	 */
	private record Ending(@Nullable String expected) {

		@Nullable String of(@Nullable String value) {
			if (this.expected == null) {
				return (value != null) ? value : "";
			}
			return (value != null && (this.expected.equals(ANY) || this.expected.equals(value))) ? "" : null;
		}

	}

}
