package dev.webhooks.signature;

import java.util.List;
import java.util.stream.Stream;

import dev.webhooks.Internal;
import dev.webhooks.request.Template;

/**
 * Traits of a {@link SignatureScheme} that explain why it refused a request. Immutable.
 *
 * @param credential what requests are verified with
 * @param headers the headers of the signature, with a {@code *} behind the beginning of
 * several; empty if it is elsewhere, or if that is not known
 * @param readsBody whether another body is refused
 * @param readsUrl whether another URL is refused
 */
@Internal
public record SchemeTraits(Credential credential, List<String> headers, boolean readsBody, boolean readsUrl) {

	/**
	 * The traits of a scheme that says nothing of itself.
	 */
	public static final SchemeTraits UNKNOWN = new SchemeTraits(Credential.UNKNOWN, List.of(), false, false);

	public SchemeTraits {
		headers = List.copyOf(headers);
	}

	/**
	 * Finds the traits of a scheme that heeds all of a recipe.
	 */
	public static SchemeTraits of(SignatureRecipe recipe, Credential credential) {
		boolean covers = credential != Credential.TOKEN && credential != Credential.PASSWORD;
		return of(recipe, credential, covers ? recipe.contents() : List.of());
	}

	/**
	 * Finds the traits of a scheme that covers other content than the recipe's.
	 * @param contents all that it covers
	 */
	public static SchemeTraits of(SignatureRecipe recipe, Credential credential, List<Template> contents) {
		boolean inBody = recipe.each() != null
				|| recipe.locations().stream().anyMatch((location) -> location.locator().readsBody());
		return new SchemeTraits(credential, headersOf(recipe),
				inBody || recipe.bodyHash() != null || contents.stream().anyMatch(Template::readsBody),
				contents.stream().anyMatch(Template::readsUrl));
	}

	private static List<String> headersOf(SignatureRecipe recipe) {
		return recipe.locations().stream().flatMap(SchemeTraits::headerOf).toList();
	}

	private static Stream<String> headerOf(SignatureLocation location) {
		String name = location.locator().headerName();
		return Stream.ofNullable(name).map((header) -> location.several() ? header + "*" : header);
	}

	/**
	 * Tells whether a header is one of the signature's.
	 * @param name the name of a header of a request
	 * @return whether the scheme reads it
	 */
	public boolean isHeader(String name) {
		return this.headers.stream().anyMatch((header) -> isLike(header, name));
	}

	private static boolean isLike(String header, String name) {
		int star = header.endsWith("*") ? header.length() - 1 : -1;
		return (star < 0) ? header.equalsIgnoreCase(name) : name.regionMatches(true, 0, header, 0, star);
	}

	/**
	 * Kind of key that requests are verified with.
	 */
	public enum Credential {

		/** A secret that signs, and that both sides know. */
		SECRET,

		/** A secret that is sent with each request. */
		TOKEN,

		/** A user name and a password that are sent with each request. */
		PASSWORD,

		/** A public key that is configured. */
		PUBLIC_KEY,

		/** A public key that is fetched for a JSON Web Token. */
		FETCHED_KEY,

		/** The key of a certificate that the request refers to. */
		CERTIFICATE,

		/** Nothing at all. */
		NONE,

		/** Nobody says. */
		UNKNOWN

	}

}
