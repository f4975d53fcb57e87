package dev.webhooks.request;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A kind of place in a request, such as its headers. Immutable.
 *
 * @param name what comes first in a locator of this kind
 * @param argument what follows behind a colon
 * @param places makes a place of what follows, or throws an
 * {@link IllegalArgumentException}
 * @param traits what is known of the value before it is found
 */
record LocatorKind(String name, Argument argument, Function<String, Place> places, Set<Trait> traits) {

	boolean is(Trait trait) {
		return this.traits.contains(trait);
	}

	/**
	 * Makes a place.
	 * @param text what follows the name, or {@code null} if there is no colon
	 * @return the place, or {@code null} if there is none of that kind
	 */
	@Nullable Place place(@Nullable String text) {
		if (!this.argument.accepts(text)) {
			return null;
		}
		try {
			return this.places.apply((text != null) ? text : "");
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * A place where a value is.
	 */
	@FunctionalInterface
	interface Place {

		/**
		 * Finds the value.
		 * @return the value or {@code null} if it is not there
		 */
		@Nullable String find(RequestValues values);

		/**
		 * The places that the value is made of.
		 */
		default List<Locator> parts() {
			return List.of();
		}

	}

	/**
	 * Argument that follows the name of a kind behind a colon.
	 */
	enum Argument {

		/** Nothing, and no colon. */
		NONE,

		/** The name of a header, a parameter, a field or a variable. */
		NAME,

		/** A JSON pointer. */
		POINTER,

		/** A path, or nothing and no colon. */
		OPTIONAL_PATH,

		/** Whatever follows, to its end, or nothing and no colon. */
		OPTIONS;

		boolean accepts(@Nullable String text) {
			return switch (this) {
				case NONE -> text == null;
				case NAME -> text != null && !text.isEmpty();
				case POINTER -> text != null && JsonFields.isPointer(text);
				case OPTIONAL_PATH -> text == null || text.startsWith("/");
				case OPTIONS -> true;
			};
		}

	}

	/**
	 * Traits of a value that are known before it is found.
	 */
	enum Trait {

		/**
		 * It is a header or a part of one: its characters stand for the bytes that came.
		 */
		OF_HEADER,

		/** It is found without the body. */
		IN_HEAD,

		/** It is found in the body or made of it. */
		OF_BODY,

		/** It is the URL or made of it. */
		OF_URL,

		/** It has a name, and was found by the place of use. */
		NAMED,

		/** In a batch, each item has its own. */
		OF_ITEM,

		/** It changes with each byte of the body. */
		COVERS_BODY,

		/** It is computed from the body or invented, and so is always there. */
		MADE_UP

	}

}
