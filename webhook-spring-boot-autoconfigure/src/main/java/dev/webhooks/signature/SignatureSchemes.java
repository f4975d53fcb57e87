package dev.webhooks.signature;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
			"hmac", (recipe) -> new RecipeScheme(recipe, new HmacAlgorithm(recipe)), //
			"token", (recipe) -> new RecipeScheme(recipe, TokenAlgorithm.plain()), //
			"basic", SignatureSchemes::basic, //
			NONE, (recipe) -> new NoScheme());

	private final Map<String, SignatureSchemeFactory> factories = new TreeMap<>(BUILT_IN);

	/**
	 * Creates the schemes.
	 * @param custom the schemes of the application by name; they win over built-in ones
	 */
	public SignatureSchemes(Map<String, SignatureSchemeFactory> custom) {
		this.factories.putAll(custom);
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
			throw new InvalidRecipeException("signature.scheme", name,
					"There is no such scheme. Known are %s. A scheme of your own is a SignatureSchemeFactory bean of that name."
						.formatted(String.join(", ", this.factories.keySet())));
		}
		return factory.create(recipe);
	}

	private static SignatureScheme basic(SignatureRecipe recipe) {
		return new RecipeScheme(new SignatureRecipe(List.of(new Locator.Header("Authorization")), "Basic {signature}",
				recipe.algorithm(), recipe.encoding(), recipe.content(), List.of(), recipe.timestampUnit(),
				recipe.tolerance(), List.of()), TokenAlgorithm.basic());
	}

}
