package dev.webhooks.signature;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * The schemes that a recipe can name: the built-in ones, and those of an application.
 * Immutable.
 */
public final class SignatureSchemes {

	/**
	 * Name of the scheme that verifies nothing.
	 */
	public static final String NONE = "none";

	private static final Map<String, SignatureSchemeFactory> BUILT_IN = Map.of(//
			"hmac", recipe(HmacAlgorithm::new), //
			"hash", recipe(HashAlgorithm::new), //
			"ed25519", recipe(PublicKeyAlgorithm::ed25519), //
			"ecdsa", recipe(PublicKeyAlgorithm::ecdsa), //
			"token", recipe((recipe) -> TokenAlgorithm.plain()), //
			"contentful", (recipe) -> new ContentfulScheme(whole("contentful", recipe)), //
			"basic", (recipe) -> new RecipeScheme(basic(whole("basic", recipe)), TokenAlgorithm.basic()), //
			NONE, (recipe) -> new NoScheme());

	private final Map<String, SignatureSchemeFactory> factories = new TreeMap<>(BUILT_IN);

	private final KeyedSchemes keyed;

	/**
	 * Creates the schemes.
	 * @param custom the schemes of the application by name; they win over built-in ones
	 */
	public SignatureSchemes(Map<String, SignatureSchemeFactory> custom) {
		this(custom, new HttpResourceFetcher());
	}

	/**
	 * Creates the schemes.
	 * @param custom the schemes of the application by name; they win over built-in ones
	 * @param fetcher fetches certificates and public keys
	 */
	public SignatureSchemes(Map<String, SignatureSchemeFactory> custom, ResourceFetcher fetcher) {
		this.factories.putAll(custom);
		this.keyed = new KeyedSchemes(fetcher, Ticker.systemTicker());
	}

	/**
	 * Makes a scheme.
	 * @param name the name of the scheme
	 * @param recipe the recipe
	 * @param keys where keys come from that are not the secret
	 * @return the scheme
	 * @throws InvalidRecipeException if there is no such scheme or it cannot use the
	 * recipe
	 */
	public SignatureScheme create(String name, SignatureRecipe recipe, KeySettings keys) {
		boolean custom = this.factories.containsKey(name);
		SignatureScheme scheme = custom ? null : this.keyed.create(name, recipe, keys);
		return (scheme != null) ? RequiringScheme.of(scheme, recipe) : create(name, recipe);
	}

	/**
	 * Makes a scheme.
	 * @param name the name of the scheme
	 * @param recipe the recipe
	 * @return the scheme
	 * @throws InvalidRecipeException if there is no such scheme or it cannot use the
	 * recipe
	 */
	public SignatureScheme create(String name, SignatureRecipe recipe) {
		SignatureSchemeFactory factory = this.factories.get(name);
		if (factory == null) {
			Set<String> known = new TreeSet<>(this.factories.keySet());
			known.addAll(KeyedSchemes.NAMES);
			throw new InvalidRecipeException("signature.scheme", name,
					"There is no such scheme. Known are " + String.join(", ", known)
							+ ". A scheme of your own is a SignatureSchemeFactory bean of that name.");
		}
		return RequiringScheme.of(factory.create(recipe), recipe);
	}

	private static SignatureSchemeFactory recipe(Function<SignatureRecipe, SignatureAlgorithm> algorithm) {
		return (recipe) -> {
			RecipeScheme scheme = new RecipeScheme(recipe, algorithm.apply(recipe));
			String each = recipe.each();
			return (each != null) ? new EachItemScheme(scheme, recipe.documents(), each) : scheme;
		};
	}

	/**
	 * Refuses what a scheme cannot heed.
	 */
	static SignatureRecipe whole(String scheme, SignatureRecipe recipe) {
		if (recipe.each() != null) {
			throw new InvalidRecipeException("signature.each", recipe.each(), "The scheme '" + scheme
					+ "' verifies a request as a whole: remove it, or leave it empty where a preset sets it.");
		}
		return recipe;
	}

	/**
	 * HTTP says where user name and password are.
	 */
	private static SignatureRecipe basic(SignatureRecipe recipe) {
		return SignatureRecipe.builder()
			.headers(List.of("Authorization"))
			.format("Basic {signature}", recipe.signatureEncoding().name())
			.documents(recipe.documents())
			.build();
	}

}
