package dev.webhooks.signature;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.webhooks.Internal;

/**
 * The schemes for which a recipe and a secret are enough.
 */
@Internal
public final class RecipeSchemes {

	/**
	 * Name of the scheme that verifies nothing.
	 */
	public static final String NONE = "none";

	/**
	 * Name of the scheme in which the secret itself comes with a request.
	 */
	public static final String TOKEN = "token";

	/**
	 * Makes each of these schemes, by its name.
	 */
	public static final Map<String, SignatureSchemeFactory> BY_NAME = Map.of(//
			"hmac", recipe(HmacAlgorithm::new), //
			"hash", recipe(HashAlgorithm::new), //
			"ed25519", recipe(PublicKeyAlgorithm::ed25519), //
			"ecdsa", recipe(PublicKeyAlgorithm::ecdsa), //
			"rsa", recipe(PublicKeyAlgorithm::rsa), //
			TOKEN, recipe((recipe) -> TokenAlgorithm.plain()), //
			"contentful", (recipe) -> new ContentfulScheme(recipe.whole("contentful")), //
			"basic", (recipe) -> new RecipeScheme(basic(recipe.whole("basic")), TokenAlgorithm.basic()), //
			NONE, (recipe) -> new NoScheme());

	private RecipeSchemes() {
	}

	private static SignatureSchemeFactory recipe(Function<SignatureRecipe, SignatureAlgorithm> algorithm) {
		return (recipe) -> {
			RecipeScheme scheme = new RecipeScheme(recipe, algorithm.apply(recipe));
			String each = recipe.each();
			return (each != null) ? new EachItemScheme(scheme, each) : scheme;
		};
	}

	/**
	 * HTTP says where user name and password are.
	 */
	private static SignatureRecipe basic(SignatureRecipe recipe) {
		return SignatureRecipe.builder()
			.headers(List.of("Authorization"))
			.format("Basic {signature}", recipe.signatureEncoding())
			.documents(recipe.documents())
			.build();
	}

}
