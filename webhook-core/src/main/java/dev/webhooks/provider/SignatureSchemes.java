package dev.webhooks.provider;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.HttpResourceFetcher;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.signature.RecipeSchemes;
import dev.webhooks.signature.RequiringScheme;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;

/**
 * The schemes that a recipe can name: the built-in ones, and those of an application.
 * Immutable.
 */
public final class SignatureSchemes {

	/**
	 * Name of the scheme that verifies nothing.
	 */
	public static final String NONE = RecipeSchemes.NONE;

	private final Map<String, SignatureSchemeFactory> factories = new TreeMap<>(RecipeSchemes.BY_NAME);

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
	 * @throws InvalidSettingException if there is no such scheme or it cannot use the
	 * recipe
	 */
	@Internal
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
	 * @throws InvalidSettingException if there is no such scheme or it cannot use the
	 * recipe
	 */
	public SignatureScheme create(String name, SignatureRecipe recipe) {
		SignatureSchemeFactory factory = this.factories.get(name);
		if (factory == null) {
			Set<String> known = new TreeSet<>(this.factories.keySet());
			known.addAll(KeyedSchemes.NAMES);
			throw new InvalidSettingException("signature.scheme", name,
					"There is no such scheme. Known are " + String.join(", ", known)
							+ ". A scheme of your own is a SignatureSchemeFactory bean of that name.");
		}
		return RequiringScheme.of(factory.create(recipe), recipe);
	}

}
