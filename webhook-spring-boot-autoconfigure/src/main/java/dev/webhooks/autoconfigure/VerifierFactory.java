package dev.webhooks.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import dev.webhooks.provider.EventSettings;
import dev.webhooks.InvalidRecipeException;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.signature.TimestampUnit;

/**
 * Makes the verifier of a provider of its properties.
 */
final class VerifierFactory {

	private final SignatureSchemes schemes;

	private final SecretSources sources;

	private final KeySettingsFactory keys;

	VerifierFactory(SignatureSchemes schemes, KeySettingsFactory keys, SecretSources sources) {
		this.schemes = schemes;
		this.keys = keys;
		this.sources = sources;
	}

	RequestVerifier create(String name, String prefix, ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		if (signature.getSecretEncoding().isEmpty()) {
			throw new InvalidRecipeException("signature.secret-encoding", null,
					"It must say how the key is written in the secret, such as text.");
		}
		SignatureScheme scheme = this.schemes.create(signature.getScheme(), recipe(properties),
				this.keys.create(signature));
		SecretSource source = this.sources.of(name, prefix, properties, scheme);
		return new RequestVerifier(scheme, secrets(prefix, properties, scheme, source), source);
	}

	/**
	 * Reads the secrets that are configured once more.
	 */
	List<Secret> secrets(String name, ProviderProperties properties, SignatureScheme scheme) {
		String prefix = ProviderBinder.PREFIX + "." + name + ".";
		return secrets(prefix, properties, scheme, this.sources.of(name, prefix, properties, scheme));
	}

	private static List<Secret> secrets(String prefix, ProviderProperties properties, SignatureScheme scheme,
			SecretSource source) {
		SecretFormat format = new SecretFormat(properties.getSignature().getSecretEncoding(), scheme::check);
		return new SecretsReader(prefix, scheme, format).read(properties, source != SecretSource.NONE);
	}

	private static SignatureRecipe recipe(ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		EventProperties event = properties.getEvent();
		String each = signature.getEach();
		return SignatureRecipe.builder()
			.headers(signature.getHeader())
			.locations(signature.getLocation())
			.format(orElse(signature.getFormat(), "{signature}"), orElse(signature.getEncoding(), "hex"))
			.algorithm(orElse(signature.getAlgorithm(), "sha256"))
			.contents(contents(signature))
			.timestamps(signature.getTimestamp(), orElse(signature.getTimestampUnit(), TimestampUnit.SECONDS),
					orElse(signature.getTolerance(), Duration.ofMinutes(5)))
			.ids(event.getId())
			.bodyHash(signature.getBodyHash())
			.each(StringUtils.hasText(each) ? EventSettings.pointerOf("signature.each", each) : null)
			.documents(event.documents())
			.reserved(reserved(properties))
			.required(signature.getRequire())
			.build();
	}

	private static List<String> contents(SignatureProperties signature) {
		List<String> contents = new ArrayList<>(List.of(orElse(signature.getContent(), "{body}")));
		contents.addAll(signature.getAlternativeContents());
		return contents;
	}

	/**
	 * What a handshake signs for anybody who asks must never pass as an event.
	 */
	private static List<Pattern> reserved(ProviderProperties properties) {
		return properties.getHandshakes()
			.stream()
			.filter((handshake) -> orElse(handshake.getResponse().getBody(), "").contains("{token-signature}"))
			.map((handshake) -> Pattern.compile(handshake.getTokenPattern()))
			.toList();
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
