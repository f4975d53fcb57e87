package dev.webhooks.sender.endpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.ConfigurableProvider;

/**
 * Way in which requests to an endpoint are signed: as Standard Webhooks are, or by a
 * recipe with the keys that a provider has below {@code signature}. Immutable.
 *
 * @param keys {@code preset} with {@code standard-webhooks} or
 * {@code standard-webhooks-v1a}; or any of {@code scheme} ({@code hmac}, {@code ed25519},
 * {@code token} or {@code basic}), {@code header}, {@code format}, {@code algorithm},
 * {@code encoding}, {@code content}, {@code timestamp-unit} and {@code secret-encoding},
 * and {@code id-header}, {@code type-header} and {@code timestamp-header} with the
 * headers of what their names say
 */
public record EndpointSignature(Map<String, String> keys) {

	/**
	 * A shared secret, by which Standard Webhooks are signed.
	 */
	public static final EndpointSignature V1 = new EndpointSignature(Map.of("preset", "standard-webhooks"));

	/**
	 * A key pair, by which Standard Webhooks are signed.
	 */
	public static final EndpointSignature V1A = new EndpointSignature(Map.of("preset", "standard-webhooks-v1a"));

	/**
	 * Checks the keys.
	 * @throws InvalidSettingException if a key or its value cannot be used
	 */
	public EndpointSignature {
		keys = Collections.unmodifiableMap(new TreeMap<>(keys));
		SignatureRules.check(keys);
	}

	/**
	 * Describes a provider that sends such requests. It has no secret yet.
	 * @return the provider, to be changed at will
	 */
	@Internal
	public ConfigurableProvider provider() {
		return SignatureRules.provider(this.keys);
	}

}
