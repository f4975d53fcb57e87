package dev.webhooks.provider;

/**
 * Callback interface that can be implemented by beans wishing to customize the providers
 * that are configured by properties.
 */
@FunctionalInterface
public interface WebhookProviderCustomizer {

	/**
	 * Customizes a provider before it is built.
	 * @param builder the builder, which knows the name of the provider
	 */
	void customize(WebhookProviderBuilder builder);

}
