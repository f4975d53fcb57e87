package dev.webhooks.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.decoding.EncodedDocuments;
import dev.webhooks.provider.preset.PresetHeaders;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.RefusalSettings;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.VerifiedWebhookRequest;
import dev.webhooks.signature.diagnosis.RefusalDiagnosis;

/**
 * All that is known of one provider: a part for each concern. Immutable but for its live
 * secrets and published addresses, and safe for use by several threads.
 */
public final class WebhookProvider {

	private final String name;

	private final Endpoint endpoint;

	private final Admission admission;

	private final RequestVerifier verifier;

	private final ProviderTraits traits;

	private final EventMapping mapping;

	private final Handshakes handshakes;

	private final Processing processing;

	private final EventReader reader;

	private final EncodedDocuments documents;

	private final RefusalSettings refusal;

	private final RateLimit rateLimit;

	WebhookProvider(WebhookProviderBuilder builder, RequestVerifier verifier) {
		this.name = builder.name;
		this.admission = builder.admission;
		this.verifier = verifier;
		this.traits = builder.traits();
		this.mapping = new EventMapping(builder.name, builder.events, builder.store);
		this.handshakes = new Handshakes(this.mapping.documents(), builder.handshakes(), builder.decoding, verifier);
		this.endpoint = builder.endpoint.withMethods(this.handshakes.methods());
		this.processing = new Processing(builder.processing, builder.health);
		this.refusal = builder.refusal;
		this.rateLimit = builder.rateLimit;
		this.documents = builder.documents(verifier, this.endpoint.eventMethods());
		this.reader = new EventReader(verifier, this.mapping, this.handshakes, this.processing, builder);
	}

	/**
	 * Starts building a provider of its parts.
	 * @param name the name of the provider
	 * @return a builder
	 */
	public static WebhookProviderBuilder builder(String name) {
		return new WebhookProviderBuilder(name);
	}

	/**
	 * Starts making a provider of a preset, which has the name of the preset.
	 * @param preset the name of the preset, such as {@code stripe}
	 * @return the provider to be configured
	 * @throws dev.webhooks.InvalidSettingException if there is no such preset
	 */
	public static ConfigurableProvider ofPreset(String preset) {
		return new ConfigurableProvider(preset, new Presets().get(preset).tree());
	}

	/**
	 * Starts making a provider without preset.
	 * @param name the name of the provider
	 * @return the provider to be configured
	 */
	public static ConfigurableProvider named(String name) {
		return new ConfigurableProvider(name);
	}

	/**
	 * Makes a provider of its settings.
	 * @param name the name of the provider
	 * @param settings all of its settings
	 * @return the provider
	 * @throws dev.webhooks.InvalidSettingException if a setting cannot be used
	 */
	public static WebhookProvider of(String name, ProviderSettings settings) {
		return ProviderFactory.builder().build().create(name, settings).build();
	}

	/**
	 * Name of the provider.
	 * @return the key below {@code webhooks.providers}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Where its requests arrive, and by which methods.
	 * @return the endpoint
	 */
	public Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Conditions for reading the body of a request.
	 * @return the admission rules
	 */
	public Admission admission() {
		return this.admission;
	}

	/**
	 * The verifier of this provider's requests, with the secrets.
	 * @return the verifier
	 */
	public RequestVerifier verifier() {
		return this.verifier;
	}

	/** Settings that are needed to make its requests. */
	@Internal
	public ProviderTraits traits() {
		return this.traits;
	}

	/**
	 * Name of the signature scheme.
	 * @return the name, {@code custom} for a provider that was built of its parts
	 */
	public String schemeName() {
		return this.traits.schemeName();
	}

	/**
	 * The requests by which the provider tests the endpoint.
	 * @return the handshakes
	 */
	public Handshakes handshakes() {
		return this.handshakes;
	}

	/**
	 * Which events are processed, and how.
	 * @return the processing
	 */
	public Processing processing() {
		return this.processing;
	}

	/**
	 * The answer to a request that is not authentic.
	 * @return the answer
	 */
	public RefusalSettings refusal() {
		return this.refusal;
	}

	/**
	 * How many requests are accepted.
	 * @return the limits
	 */
	public RateLimit rateLimit() {
		return this.rateLimit;
	}

	/**
	 * Size of the largest event: that of the body, and as much for a document that is
	 * found in a body of another format than JSON.
	 * @return the number of bytes
	 */
	public long maxEventSize() {
		boolean twice = this.documents.areThere()
				|| this.mapping.documents().isBesideBody(this.admission.contentTypes().names());
		return (twice ? 2L : 1L) * this.admission.maxBodySize();
	}

	/** Prepares a request for being read, by the scheme as by all else. */
	@Internal
	public ParsedRequest parse(WebhookRequest request) {
		return this.reader.parse(request);
	}

	/**
	 * Verifies a request.
	 * @param request the request
	 * @param now the current time
	 * @return the verified request
	 * @throws dev.webhooks.WebhookRejectedException if it is not authentic
	 */
	public VerifiedWebhookRequest verify(WebhookRequest request, Instant now) {
		return this.verifier.verify(request, now);
	}

	/**
	 * Verifies a request that goes on to be read.
	 * @param parsed the request, as {@link #parse} has prepared it
	 * @param now the current time
	 * @return the verified request
	 * @throws dev.webhooks.WebhookRejectedException if it is not authentic
	 */
	@Internal
	public VerifiedWebhookRequest verify(ParsedRequest parsed, Instant now) {
		return this.reader.verify(parsed, now);
	}

	/**
	 * Explains why a request is refused, to those who run the application: never to the
	 * sender.
	 * @param request the request
	 * @param now the current time
	 * @return what is wrong and what to look at, with keys below the provider in
	 * quotation marks; no secret, signature or part of a body; {@code null} if the
	 * request is not refused, or nothing can be said
	 */
	public @Nullable String diagnose(WebhookRequest request, Instant now) {
		return new RefusalDiagnosis(this.verifier, PresetHeaders::ownerOf).explain(request, now);
	}

	/**
	 * Finds what signs requests as this provider does, with the newest secret.
	 * @return the signer, or empty if only the provider can sign
	 */
	public Optional<RequestSigner> signer() {
		return this.verifier.signer();
	}

	/**
	 * Finds what signs requests as this provider does.
	 * @param privateKey the private key of a key pair, or another secret than those that
	 * are configured
	 * @return the signer, or empty if that is not possible
	 */
	public Optional<RequestSigner> signer(Secret privateKey) {
		return this.verifier.scheme().signer(privateKey);
	}

	/** The documents that its requests carry encrypted, signed or wrapped. */
	@Internal
	public EncodedDocuments documents() {
		return this.documents;
	}

	/**
	 * Makes the events of a request. Where its head tells that the type is not wanted,
	 * nothing else is read.
	 * @param verified the request
	 * @param parsed the same request
	 * @return the events, one per item of a batch; none of a type that is not wanted
	 * @throws dev.webhooks.WebhookRejectedException if the request is malformed
	 */
	@Internal
	public List<WebhookEvent> events(VerifiedWebhookRequest verified, ParsedRequest parsed) {
		return this.reader.events(verified, parsed);
	}

	/**
	 * Tells whether the provider only tests the endpoint with events of a type.
	 * @param type the type
	 * @return whether it does
	 */
	public boolean isTest(String type) {
		return this.mapping.isTest(type);
	}

	/** The answer that the provider wants for an accepted request. */
	@Internal
	public @Nullable WebhookResponse successResponse(ParsedRequest parsed) {
		return this.reader.successResponse(parsed);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
