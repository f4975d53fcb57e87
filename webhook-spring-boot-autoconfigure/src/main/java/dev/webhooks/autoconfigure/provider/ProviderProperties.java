package dev.webhooks.autoconfigure.provider;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

import dev.webhooks.provider.settings.AdmissionSettings;
import dev.webhooks.provider.settings.EndpointSettings;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.RefusalSettings;
import dev.webhooks.provider.settings.SecretsSettings;

/**
 * Properties of one provider: what a user may write below
 * {@code webhooks.providers.<name>}, and what a preset holds.
 */
public class ProviderProperties {

	/**
	 * Whether the endpoint of the provider is there.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Preset that fills in what is not set here. The preset named like the provider by
	 * default, if there is one.
	 */
	private @Nullable String preset;

	/**
	 * Path of the endpoint. The base path and the name of the provider by default.
	 */
	private @Nullable String path;

	/**
	 * Secret that requests are verified with. Short for one entry of 'secrets'.
	 */
	private @Nullable String secret;

	/**
	 * Secrets that requests are verified with, newest first.
	 */
	private @Nullable List<SecretProperties> secrets;

	/**
	 * Whole URL of the endpoint as the provider knows it, for schemes that sign it.
	 */
	private @Nullable String publicUrl;

	@NestedConfigurationProperty
	private final SignatureProperties signature = new SignatureProperties();

	@NestedConfigurationProperty
	private final EventProperties event = new EventProperties();

	@NestedConfigurationProperty
	private final RateLimitProperties rateLimit = new RateLimitProperties();

	@NestedConfigurationProperty
	private final RetryProperties retry = new RetryProperties();

	@NestedConfigurationProperty
	private final AboutProperties about = new AboutProperties();

	/**
	 * Types of events that are accepted. Others are answered 200 and ignored. All by
	 * default.
	 */
	private @Nullable List<String> events;

	/**
	 * When listeners run.
	 */
	private @Nullable ProcessingMode processing;

	/**
	 * What events are delivered in order by: from the inbox, events with the same value
	 * there reach a listener one after another. The first that is there counts.
	 */
	private @Nullable List<String> orderBy;

	/**
	 * Listeners that may run at once for this provider, from the inbox. Three quarters of
	 * all workers by default.
	 */
	private @Nullable Integer concurrency;

	/**
	 * What marks a request whose sender waits for what the listener returns.
	 */
	private @Nullable List<String> inlineWhen;

	/**
	 * Whether a request in the clear from a public address is refused.
	 */
	private @Nullable Boolean requireHttps;

	/**
	 * Addresses and CIDR ranges that requests may come from. All by default.
	 */
	private @Nullable List<String> ipAllowlist;

	/**
	 * URLs of lists of addresses that the provider publishes, by https. What follows a
	 * '#' is the JSON pointer to the list, or with '*' in it to each address; without it
	 * the document is the list, in JSON or with an address on each line. They add to
	 * 'ip-allowlist'.
	 */
	private @Nullable List<String> ipAllowlistUrl;

	/**
	 * How often the lists of 'ip-allowlist-url' are fetched again.
	 */
	private @Nullable Duration ipAllowlistRefresh;

	/**
	 * Certificate that clients have to present. None by default.
	 */
	@NestedConfigurationProperty
	private final ClientCertificateProperties clientCertificate = new ClientCertificateProperties();

	/**
	 * Content types that the provider sends. All by default.
	 */
	private @Nullable List<String> contentTypes;

	/**
	 * Largest body that is read.
	 */
	private @Nullable DataSize maxBodySize;

	/**
	 * Time in which the whole body has to be there.
	 */
	private @Nullable Duration bodyTimeout;

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
	 * HTTP methods of requests that carry events.
	 */
	private @Nullable List<String> methods;

	/**
	 * What the provider calls the secret, where the signature names it. Goes with
	 * 'secret'.
	 */
	private @Nullable String keyId;

	/**
	 * Token that the provider has to show when it tests the endpoint, where it does so.
	 */
	private @Nullable String verifyToken;

	/**
	 * Whether refusals are answered with problem details.
	 */
	private @Nullable Boolean problemDetails;

	/**
	 * HTTP status that answers a request which is not authentic.
	 */
	private @Nullable Integer refusalStatus;

	/**
	 * Whether the signature covers nothing of the body. Told at start-up.
	 */
	private @Nullable Boolean bodyUnsigned;

	public @Nullable Boolean getBodyUnsigned() {
		return this.bodyUnsigned;
	}

	public void setBodyUnsigned(@Nullable Boolean bodyUnsigned) {
		this.bodyUnsigned = bodyUnsigned;
	}

	public @Nullable Integer getRefusalStatus() {
		return this.refusalStatus;
	}

	public void setRefusalStatus(@Nullable Integer refusalStatus) {
		this.refusalStatus = refusalStatus;
	}

	public @Nullable Boolean getProblemDetails() {
		return this.problemDetails;
	}

	public void setProblemDetails(@Nullable Boolean problemDetails) {
		this.problemDetails = problemDetails;
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

	public @Nullable List<String> getMethods() {
		return this.methods;
	}

	public void setMethods(@Nullable List<String> methods) {
		this.methods = methods;
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

	public @Nullable String getPath() {
		return this.path;
	}

	public void setPath(@Nullable String path) {
		this.path = path;
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

	public @Nullable String getPublicUrl() {
		return this.publicUrl;
	}

	public void setPublicUrl(@Nullable String publicUrl) {
		this.publicUrl = publicUrl;
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

	public RetryProperties getRetry() {
		return this.retry;
	}

	public AboutProperties getAbout() {
		return this.about;
	}

	public @Nullable List<String> getEvents() {
		return this.events;
	}

	public void setEvents(@Nullable List<String> events) {
		this.events = events;
	}

	public @Nullable ProcessingMode getProcessing() {
		return this.processing;
	}

	public void setProcessing(@Nullable ProcessingMode processing) {
		this.processing = processing;
	}

	public @Nullable List<String> getOrderBy() {
		return this.orderBy;
	}

	public void setOrderBy(@Nullable List<String> orderBy) {
		this.orderBy = orderBy;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	public @Nullable List<String> getInlineWhen() {
		return this.inlineWhen;
	}

	public void setInlineWhen(@Nullable List<String> inlineWhen) {
		this.inlineWhen = inlineWhen;
	}

	public @Nullable Boolean getRequireHttps() {
		return this.requireHttps;
	}

	public void setRequireHttps(@Nullable Boolean requireHttps) {
		this.requireHttps = requireHttps;
	}

	public @Nullable List<String> getIpAllowlist() {
		return this.ipAllowlist;
	}

	public void setIpAllowlist(@Nullable List<String> ipAllowlist) {
		this.ipAllowlist = ipAllowlist;
	}

	public @Nullable List<String> getIpAllowlistUrl() {
		return this.ipAllowlistUrl;
	}

	public void setIpAllowlistUrl(@Nullable List<String> ipAllowlistUrl) {
		this.ipAllowlistUrl = ipAllowlistUrl;
	}

	public @Nullable Duration getIpAllowlistRefresh() {
		return this.ipAllowlistRefresh;
	}

	public void setIpAllowlistRefresh(@Nullable Duration ipAllowlistRefresh) {
		this.ipAllowlistRefresh = ipAllowlistRefresh;
	}

	public ClientCertificateProperties getClientCertificate() {
		return this.clientCertificate;
	}

	public @Nullable List<String> getContentTypes() {
		return this.contentTypes;
	}

	public void setContentTypes(@Nullable List<String> contentTypes) {
		this.contentTypes = contentTypes;
	}

	public @Nullable DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(@Nullable DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public @Nullable Duration getBodyTimeout() {
		return this.bodyTimeout;
	}

	public void setBodyTimeout(@Nullable Duration bodyTimeout) {
		this.bodyTimeout = bodyTimeout;
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

	/**
	 * Converts the properties to what the core makes a provider of.
	 * @return the settings
	 */
	public ProviderSettings toSettings() {
		return new ProviderSettings(this.enabled, this.preset,
				new EndpointSettings(this.path, this.publicUrl, this.methods),
				new SecretsSettings(this.secret, this.keyId, each(this.secrets, SecretProperties::toSettings),
						this.verifyToken),
				this.signature.toSettings(), this.event.toSettings(),
				each(this.handshakes, HandshakeProperties::toSettings), admission(), this.rateLimit.toSettings(),
				processingSettings(), (this.response != null) ? this.response.toSettings() : null,
				new RefusalSettings(this.refusalStatus, this.problemDetails), this.bodyUnsigned,
				this.about.toSettings());
	}

	private AdmissionSettings admission() {
		return new AdmissionSettings(this.requireHttps, this.ipAllowlist, this.ipAllowlistUrl, this.ipAllowlistRefresh,
				this.clientCertificate.toSettings(), this.contentTypes, this.maxBodySize, this.bodyTimeout);
	}

	private ProcessingSettings processingSettings() {
		return new ProcessingSettings(this.events, this.processing, this.inlineWhen, this.orderBy, this.concurrency,
				this.retry.toSettings());
	}

	private static <P, S> @Nullable List<S> each(@Nullable List<P> properties, Function<P, S> settings) {
		return (properties != null) ? properties.stream().map(settings).toList() : null;
	}

}
