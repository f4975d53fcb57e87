package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.util.StringUtils;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.decoding.PayloadDecoders;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.provider.settings.HandshakeSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.RequestParser;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.callback.CallbackScheme;
import dev.webhooks.tenant.Tenancy;

/**
 * Makes the verifier of a provider of its settings.
 */
final class VerifierFactory {

	private final SignatureSchemes schemes;

	private final CallbackClient callbacks;

	private final SecretSources sources;

	private final KeySettingsFactory keys;

	VerifierFactory(SignatureSchemes schemes, CallbackClient callbacks, KeySettingsFactory keys,
			SecretSources sources) {
		this.schemes = schemes;
		this.callbacks = callbacks;
		this.keys = keys;
		this.sources = sources;
	}

	RequestVerifier create(String name, ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		SignatureRecipe recipe = recipe(settings);
		SignatureScheme scheme = scheme(signature, recipe);
		Tenancy tenancy = this.sources.tenancy(name, settings, recipe);
		SecretSource source = this.sources.of(name, settings, scheme, tenancy);
		List<String> pointers = tenancy.pointers();
		RequestParser parser = pointers.isEmpty() ? scheme.parser()
				: scheme.parser().with(settings.event().documents(), pointers);
		return new RequestVerifier(scheme, secrets(settings, scheme, source), source, tenancy, parser);
	}

	private SignatureScheme scheme(SignatureSettings signature, SignatureRecipe recipe) {
		SignatureScheme scheme = this.schemes.create(signature.scheme(), recipe, this.keys.create(signature));
		return CallbackScheme.of(scheme, recipe, signature.callback(), this.callbacks, Ticker.systemTicker());
	}

	/**
	 * Reads the secrets that are configured once more.
	 */
	List<Secret> secrets(String name, ProviderSettings settings, RequestVerifier verifier) {
		SignatureScheme scheme = verifier.scheme();
		return secrets(settings, scheme, this.sources.of(name, settings, scheme, verifier.tenancy()));
	}

	private static List<Secret> secrets(ProviderSettings settings, SignatureScheme scheme, SecretSource source) {
		SecretFormat format = new SecretFormat(settings.signature().secretEncoding(), scheme::check);
		return new SecretsReader(scheme, format).read(settings.secrets(), source != SecretSource.NONE);
	}

	private static SignatureRecipe recipe(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		EventSettings event = settings.event();
		String each = signature.each();
		return SignatureRecipe.builder()
			.headers(signature.header())
			.locations(signature.location())
			.format(signature.format(), signature.encoding())
			.algorithm(signature.algorithm())
			.contents(signature.content(), signature.alternativeContents())
			.timestamps(signature.timestamp(), signature.timestampUnit(), signature.tolerance())
			.ids(event.id())
			.bodyHash(signature.bodyHash())
			.each(StringUtils.hasText(each) ? EventLocators.pointerOf("signature.each", each) : null)
			.documents(event.documents())
			.reserved(reserved(settings.handshakes()))
			.required(signature.require())
			.values(values(settings.secrets().values()))
			.wrapped(PayloadDecoders.JWT.equals(event.decoderName()))
			.build();
	}

	/**
	 * Refuses values that are empty, as an environment without them leaves them.
	 */
	private static ConfiguredValues values(Map<String, String> values) {
		values.forEach((name, value) -> {
			if (value.isBlank()) {
				throw InvalidSettingException.of("values." + name, "It is blank.",
						"Set the value that the provider shows, or remove it.");
			}
		});
		return new ConfiguredValues(values);
	}

	/**
	 * A text that a handshake signs for anybody who asks must never pass as an event.
	 */
	private static List<Pattern> reserved(List<HandshakeSettings> handshakes) {
		List<Pattern> reserved = new ArrayList<>();
		for (int i = 0; i < handshakes.size(); i++) {
			if (handshakes.get(i).isTokenSigned()) {
				reserved.add(HandshakeFactory.tokenPattern("handshakes[" + i + "]", handshakes.get(i)));
			}
		}
		return reserved;
	}

}
