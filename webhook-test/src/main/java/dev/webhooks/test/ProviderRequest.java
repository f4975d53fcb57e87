package dev.webhooks.test;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.WebhookProvider;

/**
 * A request of a provider, without any framework: {@code ProviderRequest.ofPreset(
 * "stripe").event("charge.succeeded").sign()}. Not safe for use by several threads.
 */
public final class ProviderRequest extends WebhookRequestBuilder<ProviderRequest> {

	private ProviderRequest(WebhookProvider provider, @Nullable SigningKeys keys, WebhookFixtures fixtures) {
		super(provider, keys, fixtures, Clock.systemUTC());
	}

	/**
	 * Begins a request that is signed with the newest secret of a provider.
	 * @param provider the provider, as its receiver has it
	 * @return the request
	 */
	public static ProviderRequest of(WebhookProvider provider) {
		return new ProviderRequest(provider, null, WebhookFixtures.create());
	}

	/**
	 * Begins a request that is signed with keys of the test.
	 * @param provider the provider, as its receiver has it
	 * @param keys the keys, of which the receiver has one
	 * @return the request
	 */
	public static ProviderRequest of(WebhookProvider provider, SigningKeys keys) {
		return new ProviderRequest(provider, keys, WebhookFixtures.create());
	}

	/**
	 * Begins a request that is signed with keys of the test.
	 * @param provider the provider, as its receiver has it
	 * @param keys the keys, of which the receiver has one; {@code null} for the newest
	 * secret of the provider
	 * @param fixtures the bodies of events
	 * @return the request
	 */
	public static ProviderRequest of(WebhookProvider provider, @Nullable SigningKeys keys, WebhookFixtures fixtures) {
		return new ProviderRequest(provider, keys, fixtures);
	}

	/**
	 * Begins a request of a preset with a random secret. {@link #provider()} has the same
	 * one, and so verifies it.
	 * @param preset the name of the preset, such as {@code stripe}
	 * @return the request
	 * @throws IllegalStateException if nobody but the provider can sign
	 */
	public static ProviderRequest ofPreset(String preset) {
		ConfigurableProvider provider = WebhookProvider.ofPreset(preset);
		SigningKeys keys = SigningKeys.random(provider.settings());
		return of(keys.configure(provider).build(), keys);
	}

}
