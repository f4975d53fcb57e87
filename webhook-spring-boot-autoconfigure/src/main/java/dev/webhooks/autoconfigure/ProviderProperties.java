package dev.webhooks.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

import dev.webhooks.provider.ProcessingMode;

/**
 * Properties of one provider: what a user may write below
 * {@code webhooks.providers.<name>}, and what a preset holds.
 */
public class ProviderProperties {

	/**
	 * Whether the endpoint of the provider is there.
	 */
	private boolean enabled = true;

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
	private List<SecretProperties> secrets = new ArrayList<>();

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
	private List<String> events = new ArrayList<>();

	/**
	 * When listeners run.
	 */
	private ProcessingMode processing = ProcessingMode.AUTO;

	/**
	 * What events are delivered in order by: from the inbox, events with the same value
	 * there reach a listener one after another. The first that is there counts.
	 */
	private List<String> orderBy = new ArrayList<>();

	/**
	 * Listeners that may run at once for this provider, from the inbox. Three quarters of
	 * all workers by default.
	 */
	private @Nullable Integer concurrency;

	/**
	 * What marks a request whose sender waits for what the listener returns.
	 */
	private List<String> inlineWhen = new ArrayList<>();

	/**
	 * Whether a request in the clear from a public address is refused.
	 */
	private boolean requireHttps = true;

	/**
	 * Addresses and CIDR ranges that requests may come from. All by default.
	 */
	private List<String> ipAllowlist = new ArrayList<>();

	/**
	 * URLs of lists of addresses that the provider publishes, by https. What follows a
	 * '#' is the JSON pointer to the list, or with '*' in it to each address; without it
	 * the document is the list, in JSON or with an address on each line. They add to
	 * 'ip-allowlist'.
	 */
	private List<String> ipAllowlistUrl = new ArrayList<>();

	/**
	 * How often the lists of 'ip-allowlist-url' are fetched again.
	 */
	private Duration ipAllowlistRefresh = Duration.ofHours(1);

	/**
	 * Certificate that clients have to present. None by default.
	 */
	@NestedConfigurationProperty
	private final ClientCertificateProperties clientCertificate = new ClientCertificateProperties();

	/**
	 * Content types that the provider sends. All by default.
	 */
	private List<String> contentTypes = new ArrayList<>();

	/**
	 * Largest body that is read.
	 */
	private DataSize maxBodySize = DataSize.ofMegabytes(1);

	/**
	 * Time in which the whole body has to be there.
	 */
	private Duration bodyTimeout = Duration.ofSeconds(20);

	/**
	 * Requests by which the provider tests the endpoint, and their answers.
	 */
	private List<HandshakeProperties> handshakes = new ArrayList<>();

	/**
	 * Answer that the provider wants for an accepted request.
	 */
	@NestedConfigurationProperty
	private @Nullable ResponseProperties response;

	/**
	 * HTTP methods of requests that carry events.
	 */
	private List<String> methods = List.of("POST");

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
	private boolean problemDetails = true;

	/**
	 * HTTP status that answers a request which is not authentic.
	 */
	private int refusalStatus = 401;

	/**
	 * Whether the signature covers nothing of the body. Told at start-up.
	 */
	private boolean bodyUnsigned;

	public boolean isBodyUnsigned() {
		return this.bodyUnsigned;
	}

	public void setBodyUnsigned(boolean bodyUnsigned) {
		this.bodyUnsigned = bodyUnsigned;
	}

	public int getRefusalStatus() {
		return this.refusalStatus;
	}

	public void setRefusalStatus(int refusalStatus) {
		this.refusalStatus = refusalStatus;
	}

	public boolean isProblemDetails() {
		return this.problemDetails;
	}

	public void setProblemDetails(boolean problemDetails) {
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

	public List<String> getMethods() {
		return this.methods;
	}

	public void setMethods(List<String> methods) {
		this.methods = methods;
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
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

	public List<SecretProperties> getSecrets() {
		return this.secrets;
	}

	public void setSecrets(List<SecretProperties> secrets) {
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

	public List<String> getEvents() {
		return this.events;
	}

	public void setEvents(List<String> events) {
		this.events = events;
	}

	public ProcessingMode getProcessing() {
		return this.processing;
	}

	public void setProcessing(ProcessingMode processing) {
		this.processing = processing;
	}

	public List<String> getOrderBy() {
		return this.orderBy;
	}

	public void setOrderBy(List<String> orderBy) {
		this.orderBy = orderBy;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	public List<String> getInlineWhen() {
		return this.inlineWhen;
	}

	public void setInlineWhen(List<String> inlineWhen) {
		this.inlineWhen = inlineWhen;
	}

	public boolean isRequireHttps() {
		return this.requireHttps;
	}

	public void setRequireHttps(boolean requireHttps) {
		this.requireHttps = requireHttps;
	}

	public List<String> getIpAllowlist() {
		return this.ipAllowlist;
	}

	public void setIpAllowlist(List<String> ipAllowlist) {
		this.ipAllowlist = ipAllowlist;
	}

	public List<String> getIpAllowlistUrl() {
		return this.ipAllowlistUrl;
	}

	public void setIpAllowlistUrl(List<String> ipAllowlistUrl) {
		this.ipAllowlistUrl = ipAllowlistUrl;
	}

	public Duration getIpAllowlistRefresh() {
		return this.ipAllowlistRefresh;
	}

	public void setIpAllowlistRefresh(Duration ipAllowlistRefresh) {
		this.ipAllowlistRefresh = ipAllowlistRefresh;
	}

	public ClientCertificateProperties getClientCertificate() {
		return this.clientCertificate;
	}

	public List<String> getContentTypes() {
		return this.contentTypes;
	}

	public void setContentTypes(List<String> contentTypes) {
		this.contentTypes = contentTypes;
	}

	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public Duration getBodyTimeout() {
		return this.bodyTimeout;
	}

	public void setBodyTimeout(Duration bodyTimeout) {
		this.bodyTimeout = bodyTimeout;
	}

	public List<HandshakeProperties> getHandshakes() {
		return this.handshakes;
	}

	public void setHandshakes(List<HandshakeProperties> handshakes) {
		this.handshakes = handshakes;
	}

	public @Nullable ResponseProperties getResponse() {
		return this.response;
	}

	public void setResponse(@Nullable ResponseProperties response) {
		this.response = response;
	}

}
