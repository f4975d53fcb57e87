package dev.webhooks.provider.settings;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * All settings of one provider, of which each key has its meaning and its default here.
 * Immutable; {@code toString} shows no secret.
 *
 * @param enabled whether the endpoint is there, {@code true} by default
 * @param preset the preset that filled in what was not set, or {@code null} for the one
 * named like the provider
 * @param endpoint the endpoint
 * @param secrets the secrets that are configured
 * @param signature the recipe of the signature
 * @param event where the properties of an event are
 * @param handshakes requests by which the provider tests the endpoint
 * @param admission what a request has to be for its body to be read
 * @param rateLimit how many requests are accepted
 * @param processing which events are processed, and how
 * @param response the answer to an accepted request, or {@code null} if any will do
 * @param refusal the answer to a request that is not authentic
 * @param bodyUnsigned whether the signature covers nothing of the body, {@code false} by
 * default
 * @param health when the health of the provider is down
 * @param about what the documents say of the provider
 */
public record ProviderSettings(Boolean enabled, @Nullable String preset, EndpointSettings endpoint,
		SecretsSettings secrets, SignatureSettings signature, EventSettings event, List<HandshakeSettings> handshakes,
		AdmissionSettings admission, RateLimitSettings rateLimit, ProcessingSettings processing,
		@Nullable ResponseSettings response, RefusalSettings refusal, Boolean bodyUnsigned, HealthSettings health,
		AboutSettings about) {

	public ProviderSettings(@Nullable Boolean enabled, @Nullable String preset, EndpointSettings endpoint,
			SecretsSettings secrets, SignatureSettings signature, EventSettings event,
			@Nullable List<HandshakeSettings> handshakes, AdmissionSettings admission, RateLimitSettings rateLimit,
			ProcessingSettings processing, @Nullable ResponseSettings response, RefusalSettings refusal,
			@Nullable Boolean bodyUnsigned, HealthSettings health, AboutSettings about) {
		this.enabled = Unset.or(enabled, true);
		this.preset = preset;
		this.endpoint = endpoint;
		this.secrets = secrets;
		this.signature = signature;
		this.event = event;
		this.handshakes = Unset.orEmpty(handshakes);
		this.admission = admission;
		this.rateLimit = rateLimit;
		this.processing = processing;
		this.response = response;
		this.refusal = refusal;
		this.bodyUnsigned = Unset.or(bodyUnsigned, false);
		this.health = health;
		this.about = about;
	}

	/**
	 * Reads settings as a YAML file holds them: maps, lists, texts, numbers and truth
	 * values. Keys are written as in {@code max-body-size} or {@code maxBodySize}, and
	 * nested, or joined by dots as in {@code signature.header}. Where there may be a
	 * list, a text with commas is one.
	 * @param tree the settings by key
	 * @return the settings
	 * @throws InvalidSettingException if a key is unknown, or has a value that cannot be
	 * used
	 */
	public static ProviderSettings of(Map<String, ?> tree) {
		return SettingsReader.read(SettingsTree.of(tree), ProviderSettings::read);
	}

	/**
	 * Makes the same settings with another processing.
	 * @param processing which events are processed, and how
	 * @return the settings
	 */
	public ProviderSettings withProcessing(ProcessingSettings processing) {
		return new ProviderSettings(this.enabled, this.preset, this.endpoint, this.secrets, this.signature, this.event,
				this.handshakes, this.admission, this.rateLimit, processing, this.response, this.refusal,
				this.bodyUnsigned, this.health, this.about);
	}

	/**
	 * Makes the same settings with other secrets.
	 * @param secrets the secrets
	 * @return the settings
	 */
	public ProviderSettings withSecrets(SecretsSettings secrets) {
		return new ProviderSettings(this.enabled, this.preset, this.endpoint, secrets, this.signature, this.event,
				this.handshakes, this.admission, this.rateLimit, this.processing, this.response, this.refusal,
				this.bodyUnsigned, this.health, this.about);
	}

	/**
	 * Makes up a secret that both sides may share, as long as a hash of the scheme and
	 * written as {@code signature.secret-encoding} says: to be set here and at the
	 * sender.
	 * @return another secret each time
	 * @throws IllegalStateException if there is no secret to share: the provider has a
	 * key pair, or nothing is signed
	 */
	public String randomSecret() {
		return RandomSecret.of(this.signature);
	}

	static ProviderSettings read(SettingsReader reader) {
		return new ProviderSettings(reader.flag("enabled"), reader.text("preset"), EndpointSettings.read(reader),
				SecretsSettings.read(reader), reader.group("signature", SignatureSettings::read),
				reader.group("event", EventSettings::read), reader.groups("handshakes", HandshakeSettings::read),
				AdmissionSettings.read(reader), reader.group("rate-limit", RateLimitSettings::read),
				ProcessingSettings.read(reader), reader.groupIfPresent("response", ResponseSettings::read),
				reader.group("refusal", RefusalSettings::read), reader.flag("body-unsigned"),
				reader.group("health", HealthSettings::read), reader.group("about", AboutSettings::read));
	}

}
