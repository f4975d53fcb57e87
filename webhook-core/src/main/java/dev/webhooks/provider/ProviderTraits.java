package dev.webhooks.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;

/**
 * Settings of a provider that are needed to make its requests.
 *
 * @param preset the name of its preset; that of the provider where there is none
 * @param schemeName the name of its signature scheme
 * @param secretEncoding how keys are written in its secrets
 * @param locators where its requests name their events
 */
@Internal
public record ProviderTraits(String preset, String schemeName, List<SecretEncoding> secretEncoding,
		EventLocators locators) {

	/**
	 * Reads a secret to sign with.
	 * @param text the secret as the provider shows it, or a private key
	 * @param keyId what the provider calls it, or {@code null} if it has no name
	 * @return the secret, in the first of the ways in which it can be written
	 * @throws IllegalArgumentException if it is not so written; the message never shows
	 * it
	 */
	public Secret secret(String text, @Nullable String keyId) {
		return Secret.of(text, this.secretEncoding.get(0), null, keyId);
	}

}
