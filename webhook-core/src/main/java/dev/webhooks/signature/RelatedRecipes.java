package dev.webhooks.signature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * The recipes that differ from one in what is easily mistaken: the hash function, the
 * encoding, and what stands before the signature.
 */
final class RelatedRecipes {

	private static final List<String> ALGORITHMS = List.of("sha256", "sha1", "sha512");

	private static final String BARE = "{signature}";

	private final SignatureRecipe recipe;

	private final SignatureAlgorithm algorithm;

	RelatedRecipes(SignatureRecipe recipe, SignatureAlgorithm algorithm) {
		this.recipe = recipe;
		this.algorithm = algorithm;
	}

	/**
	 * Makes a scheme of each.
	 * @return the schemes by the settings that they differ in
	 */
	Map<String, SignatureScheme> schemes() {
		Map<String, SignatureScheme> schemes = new LinkedHashMap<>();
		for (String name : ALGORITHMS) {
			for (SignatureEncoding encoding : SignatureEncoding.values()) {
				for (String format : formats(name)) {
					RecipeScheme scheme = scheme(this.recipe.written(format, name, encoding));
					String settings = differences(format, name, encoding);
					if (scheme != null && !settings.isEmpty()) {
						schemes.put(settings, scheme);
					}
				}
			}
		}
		return schemes;
	}

	private List<String> formats(String name) {
		return this.recipe.format().equals(BARE) ? List.of(BARE, name + '=' + BARE) : List.of(this.recipe.format());
	}

	private @Nullable RecipeScheme scheme(SignatureRecipe related) {
		try {
			SignatureAlgorithm like = this.algorithm.like(related);
			return (like != null) ? new RecipeScheme(related, like) : null;
		}
		catch (InvalidSettingException ex) {
			return null;
		}
	}

	private String differences(String format, String name, SignatureEncoding encoding) {
		List<String> differences = new ArrayList<>();
		if (!this.recipe.algorithm().replace("-", "").equals(name)) {
			differences.add("'signature.algorithm' to " + name);
		}
		if (this.recipe.signatureEncoding() != encoding) {
			differences.add("'signature.encoding' to " + encoding.key());
		}
		if (!this.recipe.format().equals(format)) {
			differences.add("'signature.format' to " + format);
		}
		return String.join(" and ", differences);
	}

}
