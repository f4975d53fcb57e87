package dev.webhooks.autoconfigure.provider;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SecretsSettings;

/**
 * Properties of one provider: what a user may write below
 * {@code webhooks.providers.<name>}, and what a preset holds.
 */
public class ProviderProperties extends ProcessingProperties {

	/**
	 * Whether the endpoint of the provider is there.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Preset that fills in what is not set here; several providers may share one. The
	 * preset named like the provider by default, if there is one.
	 */
	private @Nullable String preset;

	/**
	 * Secret that requests are verified with. Short for one entry of 'secrets'.
	 */
	private @Nullable String secret;

	/**
	 * Secrets that requests are verified with, newest first. Each is tried.
	 */
	private @Nullable List<SecretProperties> secrets;

	/**
	 * Recipe of the signature.
	 */
	@NestedConfigurationProperty
	private final SignatureProperties signature = new SignatureProperties();

	/**
	 * Where the properties of an event are.
	 */
	@NestedConfigurationProperty
	private final EventProperties event = new EventProperties();

	/**
	 * How many requests are accepted. No limit by default.
	 */
	@NestedConfigurationProperty
	private final RateLimitProperties rateLimit = new RateLimitProperties();

	/**
	 * When the health of the provider is down. Never by default.
	 */
	@NestedConfigurationProperty
	private final HealthProperties health = new HealthProperties();

	/**
	 * Notes on the provider, without effect.
	 */
	@NestedConfigurationProperty
	private final AboutProperties about = new AboutProperties();

	/**
	 * Requests by which the provider tests the endpoint, and their answers.
	 */
	private @Nullable List<HandshakeProperties> handshakes;

	/**
	 * Answer that the provider wants for an accepted request.
	 */
	@NestedConfigurationProperty
	private @Nullable ResponseProperties response;

	/**
	 * Answer to a request that is not authentic.
	 */
	@NestedConfigurationProperty
	private final RefusalProperties refusal = new RefusalProperties();

	/**
	 * Name by which the provider knows the secret, where the signature names it. Goes
	 * with 'secret'.
	 */
	private @Nullable String keyId;

	/**
	 * Token that the provider has to show when it tests the endpoint, where it does so.
	 */
	private @Nullable String verifyToken;

	/**
	 * Further values that templates fill in as {value:name}, held like secrets.
	 */
	private @Nullable Map<String, String> values;

	/**
	 * Whether the signature covers nothing of the body. Told at start-up.
	 */
	private @Nullable Boolean bodyUnsigned;

	public @Nullable Map<String, String> getValues() {
		return this.values;
	}

	public void setValues(@Nullable Map<String, String> values) {
		this.values = values;
	}

	public @Nullable Boolean getBodyUnsigned() {
		return this.bodyUnsigned;
	}

	public void setBodyUnsigned(@Nullable Boolean bodyUnsigned) {
		this.bodyUnsigned = bodyUnsigned;
	}

	public @Nullable String getVerifyToken() {
		return this.verifyToken;
	}

	public void setVerifyToken(@Nullable String verifyToken) {
		this.verifyToken = verifyToken;
	}

	public @Nullable String getKeyId() {
		return this.keyId;
	}

	public void setKeyId(@Nullable String keyId) {
		this.keyId = keyId;
	}

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getPreset() {
		return this.preset;
	}

	public void setPreset(@Nullable String preset) {
		this.preset = preset;
	}

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public @Nullable List<SecretProperties> getSecrets() {
		return this.secrets;
	}

	public void setSecrets(@Nullable List<SecretProperties> secrets) {
		this.secrets = secrets;
	}

	public SignatureProperties getSignature() {
		return this.signature;
	}

	public EventProperties getEvent() {
		return this.event;
	}

	public RateLimitProperties getRateLimit() {
		return this.rateLimit;
	}

	public AboutProperties getAbout() {
		return this.about;
	}

	public @Nullable List<HandshakeProperties> getHandshakes() {
		return this.handshakes;
	}

	public void setHandshakes(@Nullable List<HandshakeProperties> handshakes) {
		this.handshakes = handshakes;
	}

	public @Nullable ResponseProperties getResponse() {
		return this.response;
	}

	public void setResponse(@Nullable ResponseProperties response) {
		this.response = response;
	}

	public HealthProperties getHealth() {
		return this.health;
	}

	public RefusalProperties getRefusal() {
		return this.refusal;
	}

	/**
	 * Converts the properties to what the core makes a provider of.
	 * @return the settings
	 */
	public ProviderSettings toSettings() {
		return new ProviderSettings(this.enabled, this.preset, endpointSettings(),
				new SecretsSettings(this.secret, this.keyId, each(this.secrets, SecretProperties::toSettings),
						this.verifyToken, this.values),
				this.signature.toSettings(), this.event.toSettings(),
				each(this.handshakes, HandshakeProperties::toSettings), admissionSettings(),
				this.rateLimit.toSettings(), processingSettings(),
				(this.response != null) ? this.response.toSettings() : null, this.refusal.toSettings(),
				this.bodyUnsigned, this.health.toSettings(), this.about.toSettings());
	}

	private static <P, S> @Nullable List<S> each(@Nullable List<P> properties, Function<P, S> settings) {
		return (properties != null) ? properties.stream().map(settings).toList() : null;
	}

}
