package dev.webhooks.signature;

import dev.webhooks.InvalidSettingException;

/**
 * Makes a {@link SignatureScheme} of a recipe. A bean of this type registers a scheme of
 * an application's own: the name of the bean is the name that
 * {@code webhooks.providers.<name>.signature.scheme} refers to.
 */
@FunctionalInterface
public interface SignatureSchemeFactory {

	/**
	 * Makes a scheme.
	 * @param recipe the recipe of one provider
	 * @return the scheme
	 * @throws InvalidSettingException if the recipe lacks something or cannot be used
	 */
	SignatureScheme create(SignatureRecipe recipe);

}
