package dev.webhooks.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;

/**
 * Pair of what a receiver is configured with and what the sender signs with. They are the
 * same secret, or the two halves of a key pair. Immutable.
 */
public final class SigningKeys {

	private final String configured;

	private final String signing;

	private final @Nullable String keyId;

	private SigningKeys(String configured, String signing, @Nullable String keyId) {
		this.configured = configured;
		this.signing = signing;
		this.keyId = keyId;
	}

	/**
	 * Makes up keys that are right for settings: a secret that both sides share, or a key
	 * pair, written as the settings say.
	 * @param settings the settings of a provider
	 * @return other keys each time
	 * @throws IllegalStateException if nobody but the provider can sign
	 */
	public static SigningKeys random(ProviderSettings settings) {
		String keyId = (settings.secrets().keyId() != null) ? settings.secrets().keyId()
				: namesKey(settings.signature()) ? "key_" + UUID.randomUUID().toString().replace("-", "") : null;
		SigningKeys pair = RandomKeyPair.of(settings.signature());
		return (pair != null) ? new SigningKeys(pair.configured, pair.signing, keyId)
				: shared(settings.randomSecret()).named(keyId);
	}

	/**
	 * Takes a secret that both sides share.
	 * @param secret the secret as the provider shows it
	 * @return the keys
	 */
	public static SigningKeys shared(String secret) {
		return new SigningKeys(secret, secret, null);
	}

	/**
	 * Takes a key pair.
	 * @param publicKey the public key, as the provider shows it
	 * @param privateKey the private key, in the same encoding
	 * @return the keys
	 */
	public static SigningKeys pair(String publicKey, String privateKey) {
		return new SigningKeys(publicKey, privateKey, null);
	}

	/**
	 * Copies these keys with a name.
	 * @param keyId what the provider calls the secret, or {@code null}
	 * @return the new keys
	 */
	public SigningKeys named(@Nullable String keyId) {
		return new SigningKeys(this.configured, this.signing, keyId);
	}

	private static boolean namesKey(SignatureSettings signature) {
		return Stream
			.of(signature.format(), signature.content(), signature.callback().query(), signature.callback().body(),
					signature.jwt().keyRequest())
			.anyMatch((text) -> text != null && text.contains("{key-id}"));
	}

	/**
	 * Key that the receiver has.
	 * @return the value of {@code secret}
	 */
	public String configured() {
		return this.configured;
	}

	/**
	 * Key that the sender signs with.
	 * @return the same secret, or the private key
	 */
	public String signing() {
		return this.signing;
	}

	/**
	 * Name by which the provider knows the key.
	 * @return the value of {@code key-id}, or {@code null} if it has none
	 */
	public @Nullable String keyId() {
		return this.keyId;
	}

	/**
	 * The keys as they are configured.
	 * @return values by their keys below the provider: {@code secret}, and {@code key-id}
	 * where there is one
	 */
	public Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(Map.of("secret", this.configured));
		if (this.keyId != null) {
			properties.put("key-id", this.keyId);
		}
		return properties;
	}

	/**
	 * Configures a provider with these keys.
	 * @param provider the provider, in place of whose secrets they are
	 * @return the same provider
	 */
	public ConfigurableProvider configure(ConfigurableProvider provider) {
		properties().forEach(provider::with);
		return provider;
	}

	@Override
	public String toString() {
		return "SigningKeys[******]";
	}

}
