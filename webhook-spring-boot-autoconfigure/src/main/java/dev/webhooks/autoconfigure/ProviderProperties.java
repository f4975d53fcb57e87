package dev.webhooks.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

import dev.webhooks.provider.ProcessingMode;
import dev.webhooks.signature.BodyFormat;
import dev.webhooks.signature.SecretEncoding;
import dev.webhooks.signature.TimestampUnit;

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
	private List<Secret> secrets = new ArrayList<>();

	/**
	 * Whole URL of the endpoint as the provider knows it, for schemes that sign it.
	 */
	private @Nullable String publicUrl;

	private final Signature signature = new Signature();

	private final Event event = new Event();

	private final RateLimit rateLimit = new RateLimit();

	private final Retry retry = new Retry();

	private final About about = new About();

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
	 * URLs of lists of addresses that the provider publishes in JSON, by https. What
	 * follows a '#' is the JSON pointer to the list. They add to 'ip-allowlist'.
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
	 * Requests by which the provider tests the endpoint, and their answers.
	 */
	private List<Handshake> handshakes = new ArrayList<>();

	/**
	 * Answer that the provider wants for an accepted request.
	 */
	private @Nullable Response response;

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

	public List<Secret> getSecrets() {
		return this.secrets;
	}

	public void setSecrets(List<Secret> secrets) {
		this.secrets = secrets;
	}

	public @Nullable String getPublicUrl() {
		return this.publicUrl;
	}

	public void setPublicUrl(@Nullable String publicUrl) {
		this.publicUrl = publicUrl;
	}

	public Signature getSignature() {
		return this.signature;
	}

	public Event getEvent() {
		return this.event;
	}

	public RateLimit getRateLimit() {
		return this.rateLimit;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public About getAbout() {
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

	public List<Handshake> getHandshakes() {
		return this.handshakes;
	}

	public void setHandshakes(List<Handshake> handshakes) {
		this.handshakes = handshakes;
	}

	public @Nullable Response getResponse() {
		return this.response;
	}

	public void setResponse(@Nullable Response response) {
		this.response = response;
	}

	/**
	 * One of several secrets.
	 */
	public static class Secret {

		/**
		 * Value of the secret.
		 */
		private @Nullable String value;

		/**
		 * When the secret stops being accepted.
		 */
		private @Nullable Instant expires;

		/**
		 * What the provider calls the secret, where the signature names it.
		 */
		private @Nullable String keyId;

		public @Nullable String getKeyId() {
			return this.keyId;
		}

		public void setKeyId(@Nullable String keyId) {
			this.keyId = keyId;
		}

		public @Nullable String getValue() {
			return this.value;
		}

		public void setValue(@Nullable String value) {
			this.value = value;
		}

		public @Nullable Instant getExpires() {
			return this.expires;
		}

		public void setExpires(@Nullable Instant expires) {
			this.expires = expires;
		}

	}

	/**
	 * Recipe of the signature.
	 */
	public static class Signature {

		/**
		 * Scheme of the signature: hmac, token, basic, certificate, jwt, none, or the
		 * name of a SignatureSchemeFactory bean.
		 */
		private String scheme = "hmac";

		/**
		 * Header that carries the signature. Several may be named; those that are there
		 * are tried.
		 */
		private List<String> header = new ArrayList<>();

		/**
		 * Locators of other places that may carry the signature.
		 */
		private List<String> location = new ArrayList<>();

		/**
		 * How to read the header, for example 't={timestamp},v1={signature}'. The whole
		 * header by default.
		 */
		private @Nullable String format;

		/**
		 * Hash function or algorithm of the signature.
		 */
		private @Nullable String algorithm;

		/**
		 * How the signature is written: hex, hex-upper, base64 or base64url.
		 */
		private @Nullable String encoding;

		/**
		 * What is signed, as a template of locators. The body by default.
		 */
		private @Nullable String content;

		/**
		 * Locators of the time of signing, where it is not in the format.
		 */
		private List<String> timestamp = new ArrayList<>();

		/**
		 * How the time is written.
		 */
		private @Nullable TimestampUnit timestampUnit;

		/**
		 * How far the time of signing may be from now, in both directions.
		 */
		private @Nullable Duration tolerance;

		/**
		 * How the key is written in the secret.
		 */
		private SecretEncoding secretEncoding = SecretEncoding.TEXT;

		/**
		 * Other contents that may be signed in place of 'content'. One of them has to
		 * fit.
		 */
		private List<String> alternativeContents = new ArrayList<>();

		/**
		 * Locator of the SHA-256 hash of a body that the content does not cover and that
		 * is no form.
		 */
		private @Nullable String bodyHash;

		/**
		 * Locator of a JSON array of which each item is signed by itself.
		 */
		private @Nullable String each;

		@NestedConfigurationProperty
		private final CertificateProperties certificate = new CertificateProperties();

		@NestedConfigurationProperty
		private final JwtProperties jwt = new JwtProperties();

		public CertificateProperties getCertificate() {
			return this.certificate;
		}

		public JwtProperties getJwt() {
			return this.jwt;
		}

		public @Nullable String getEach() {
			return this.each;
		}

		public void setEach(@Nullable String each) {
			this.each = each;
		}

		public @Nullable String getBodyHash() {
			return this.bodyHash;
		}

		public void setBodyHash(@Nullable String bodyHash) {
			this.bodyHash = bodyHash;
		}

		public List<String> getAlternativeContents() {
			return this.alternativeContents;
		}

		public void setAlternativeContents(List<String> alternativeContents) {
			this.alternativeContents = alternativeContents;
		}

		public String getScheme() {
			return this.scheme;
		}

		public void setScheme(String scheme) {
			this.scheme = scheme;
		}

		public List<String> getHeader() {
			return this.header;
		}

		public void setHeader(List<String> header) {
			this.header = header;
		}

		public List<String> getLocation() {
			return this.location;
		}

		public void setLocation(List<String> location) {
			this.location = location;
		}

		public @Nullable String getFormat() {
			return this.format;
		}

		public void setFormat(@Nullable String format) {
			this.format = format;
		}

		public @Nullable String getAlgorithm() {
			return this.algorithm;
		}

		public void setAlgorithm(@Nullable String algorithm) {
			this.algorithm = algorithm;
		}

		public @Nullable String getEncoding() {
			return this.encoding;
		}

		public void setEncoding(@Nullable String encoding) {
			this.encoding = encoding;
		}

		public @Nullable String getContent() {
			return this.content;
		}

		public void setContent(@Nullable String content) {
			this.content = content;
		}

		public List<String> getTimestamp() {
			return this.timestamp;
		}

		public void setTimestamp(List<String> timestamp) {
			this.timestamp = timestamp;
		}

		public @Nullable TimestampUnit getTimestampUnit() {
			return this.timestampUnit;
		}

		public void setTimestampUnit(@Nullable TimestampUnit timestampUnit) {
			this.timestampUnit = timestampUnit;
		}

		public @Nullable Duration getTolerance() {
			return this.tolerance;
		}

		public void setTolerance(@Nullable Duration tolerance) {
			this.tolerance = tolerance;
		}

		public SecretEncoding getSecretEncoding() {
			return this.secretEncoding;
		}

		public void setSecretEncoding(SecretEncoding secretEncoding) {
			this.secretEncoding = secretEncoding;
		}

	}

	/**
	 * Where the properties of an event are.
	 */
	public static class Event {

		/**
		 * What the body holds.
		 */
		private BodyFormat format = BodyFormat.AUTO;

		/**
		 * Locators of the JSON document in a form.
		 */
		private List<String> payload = new ArrayList<>();

		/**
		 * Locators of the type of an event. All that are found name the event.
		 */
		private List<String> type = new ArrayList<>();

		/**
		 * Locators of what redeliveries of an event are recognised by. The first that is
		 * found counts.
		 */
		private List<String> id = new ArrayList<>();

		/**
		 * Locators of the time when the event happened.
		 */
		private List<String> occurredAt = new ArrayList<>();

		/**
		 * Locator of a JSON array whose items are events of their own.
		 */
		private @Nullable String split;

		public BodyFormat getFormat() {
			return this.format;
		}

		public void setFormat(BodyFormat format) {
			this.format = format;
		}

		public List<String> getPayload() {
			return this.payload;
		}

		public void setPayload(List<String> payload) {
			this.payload = payload;
		}

		public List<String> getType() {
			return this.type;
		}

		public void setType(List<String> type) {
			this.type = type;
		}

		public List<String> getId() {
			return this.id;
		}

		public void setId(List<String> id) {
			this.id = id;
		}

		public List<String> getOccurredAt() {
			return this.occurredAt;
		}

		public void setOccurredAt(List<String> occurredAt) {
			this.occurredAt = occurredAt;
		}

		public @Nullable String getSplit() {
			return this.split;
		}

		public void setSplit(@Nullable String split) {
			this.split = split;
		}

	}

	/**
	 * A request by which the provider tests the endpoint.
	 */
	public static class Handshake {

		/**
		 * HTTP method.
		 */
		private String method = "POST";

		/**
		 * Whether the request is verified before it is answered.
		 */
		private boolean signed = true;

		/**
		 * What has to be in the request, for example 'body:/type=url_verification'.
		 */
		private List<String> when = new ArrayList<>();

		private final Response response = new Response();

		/**
		 * Locator of a token that the answer repeats as {token}, or signed as
		 * {token-signature}.
		 */
		private @Nullable String token;

		/**
		 * Regular expression for the token. What is signed with an event must not look
		 * like it.
		 */
		private String tokenPattern = "[A-Za-z0-9._~+/=-]{1,512}";

		/**
		 * Locator of a token that has to be the provider's 'verify-token'.
		 */
		private @Nullable String verifyToken;

		/**
		 * Locator of a secret that the provider makes up. It is kept while a
		 * WebhookRegistration bean expects one.
		 */
		private @Nullable String secret;

		/**
		 * Locator of a URL that is fetched to confirm a subscription. The request has to
		 * be signed.
		 */
		private @Nullable String confirmUrl;

		/**
		 * Hosts that 'confirm-url' may be at, written like those of certificates.
		 */
		private List<String> confirmHosts = new ArrayList<>();

		public @Nullable String getConfirmUrl() {
			return this.confirmUrl;
		}

		public void setConfirmUrl(@Nullable String confirmUrl) {
			this.confirmUrl = confirmUrl;
		}

		public List<String> getConfirmHosts() {
			return this.confirmHosts;
		}

		public void setConfirmHosts(List<String> confirmHosts) {
			this.confirmHosts = confirmHosts;
		}

		public @Nullable String getSecret() {
			return this.secret;
		}

		public void setSecret(@Nullable String secret) {
			this.secret = secret;
		}

		public @Nullable String getVerifyToken() {
			return this.verifyToken;
		}

		public void setVerifyToken(@Nullable String verifyToken) {
			this.verifyToken = verifyToken;
		}

		public String getTokenPattern() {
			return this.tokenPattern;
		}

		public void setTokenPattern(String tokenPattern) {
			this.tokenPattern = tokenPattern;
		}

		public @Nullable String getToken() {
			return this.token;
		}

		public void setToken(@Nullable String token) {
			this.token = token;
		}

		public String getMethod() {
			return this.method;
		}

		public void setMethod(String method) {
			this.method = method;
		}

		public boolean isSigned() {
			return this.signed;
		}

		public void setSigned(boolean signed) {
			this.signed = signed;
		}

		public List<String> getWhen() {
			return this.when;
		}

		public void setWhen(List<String> when) {
			this.when = when;
		}

		public Response getResponse() {
			return this.response;
		}

	}

	/**
	 * Answer to a request.
	 */
	public static class Response {

		/**
		 * HTTP status.
		 */
		private int status = 200;

		/**
		 * Content type.
		 */
		private @Nullable String contentType;

		/**
		 * Headers by name. Locators in braces are filled in.
		 */
		private final Map<String, String> headers = new LinkedHashMap<>();

		/**
		 * Body. Locators in braces are filled in.
		 */
		private @Nullable String body;

		public int getStatus() {
			return this.status;
		}

		public void setStatus(int status) {
			this.status = status;
		}

		public @Nullable String getContentType() {
			return this.contentType;
		}

		public void setContentType(@Nullable String contentType) {
			this.contentType = contentType;
		}

		public Map<String, String> getHeaders() {
			return this.headers;
		}

		public @Nullable String getBody() {
			return this.body;
		}

		public void setBody(@Nullable String body) {
			this.body = body;
		}

	}

	/**
	 * How many requests are accepted.
	 */
	public static class RateLimit {

		/**
		 * Verified requests that are accepted in a minute.
		 */
		private @Nullable Integer requestsPerMinute;

		/**
		 * Verified requests that are accepted at once.
		 */
		private @Nullable Integer burst;

		/**
		 * Refused requests of one client address in a minute, after which it is turned
		 * away.
		 */
		private @Nullable Integer failuresPerMinute;

		public @Nullable Integer getRequestsPerMinute() {
			return this.requestsPerMinute;
		}

		public void setRequestsPerMinute(@Nullable Integer requestsPerMinute) {
			this.requestsPerMinute = requestsPerMinute;
		}

		public @Nullable Integer getBurst() {
			return this.burst;
		}

		public void setBurst(@Nullable Integer burst) {
			this.burst = burst;
		}

		public @Nullable Integer getFailuresPerMinute() {
			return this.failuresPerMinute;
		}

		public void setFailuresPerMinute(@Nullable Integer failuresPerMinute) {
			this.failuresPerMinute = failuresPerMinute;
		}

	}

	/**
	 * When an event that failed is processed again.
	 */
	public static class Retry {

		/**
		 * Attempts to process an event before it is given up.
		 */
		private int maxAttempts = 8;

		/**
		 * Time before the second attempt.
		 */
		private Duration initialInterval = Duration.ofSeconds(10);

		/**
		 * Factor by which the time grows from attempt to attempt.
		 */
		private double multiplier = 3;

		/**
		 * Longest time between two attempts.
		 */
		private Duration maxInterval = Duration.ofHours(1);

		/**
		 * Share by which the time is varied at random, in both directions.
		 */
		private double jitter = 0.2;

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

		public double getJitter() {
			return this.jitter;
		}

		public void setJitter(double jitter) {
			this.jitter = jitter;
		}

	}

	/**
	 * What the documents say of the provider; it has no effect.
	 */
	public static class About {

		/**
		 * Name of the provider as it writes itself.
		 */
		private @Nullable String title;

		/**
		 * Page on which the provider describes its webhooks.
		 */
		private @Nullable String url;

		/**
		 * What 'secret' holds.
		 */
		private @Nullable String secret;

		/**
		 * When and how often the provider delivers again.
		 */
		private @Nullable String retries;

		/**
		 * What to know before relying on it.
		 */
		private List<String> caveats = new ArrayList<>();

		public @Nullable String getTitle() {
			return this.title;
		}

		public void setTitle(@Nullable String title) {
			this.title = title;
		}

		public @Nullable String getUrl() {
			return this.url;
		}

		public void setUrl(@Nullable String url) {
			this.url = url;
		}

		public @Nullable String getSecret() {
			return this.secret;
		}

		public void setSecret(@Nullable String secret) {
			this.secret = secret;
		}

		public @Nullable String getRetries() {
			return this.retries;
		}

		public void setRetries(@Nullable String retries) {
			this.retries = retries;
		}

		public List<String> getCaveats() {
			return this.caveats;
		}

		public void setCaveats(List<String> caveats) {
			this.caveats = caveats;
		}

	}

}
