package dev.webhooks.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.RefusalSettings;
import dev.webhooks.request.JsonFields;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * All that is known of one provider: a part for each concern. Immutable but for its live
 * secrets and published addresses, and safe for use by several threads.
 */
public final class WebhookProvider {

	private final String name;

	private final Endpoint endpoint;

	private final Admission admission;

	private final RequestVerifier verifier;

	private final JsonFields fields;

	private final EventMapping mapping;

	private final Handshakes handshakes;

	private final Processing processing;

	private final @Nullable ResponseTemplate response;

	private final RefusalSettings refusals;

	private final RateLimit rateLimit;

	WebhookProvider(WebhookProviderBuilder builder, RequestVerifier verifier) {
		this.name = builder.name;
		this.admission = builder.admission;
		this.verifier = verifier;
		this.mapping = new EventMapping(builder.name, builder.events);
		this.handshakes = new Handshakes(builder.handshakes);
		this.endpoint = builder.endpoint.withMethods(this.handshakes.methods());
		this.processing = new Processing(builder.processing);
		this.response = builder.response;
		this.refusals = builder.refusals;
		this.rateLimit = builder.rateLimit;
		List<String> answered = (this.response != null) ? this.response.pointers() : List.of();
		this.fields = JsonFields
			.of(Stream.of(builder.events.pointers(), this.handshakes.pointers(), this.processing.pointers(), answered)
				.flatMap(List::stream)
				.toList());
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
	 * What a request has to be for its body to be read.
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
	 * How requests are refused.
	 * @return the refusals
	 */
	public RefusalSettings refusals() {
		return this.refusals;
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
		boolean twice = this.mapping.documents().isBesideBody(this.admission.contentTypes().names());
		return (twice ? 2L : 1L) * this.admission.maxBodySize();
	}

	/**
	 * Prepares a request for reading its values.
	 * @param request the request
	 * @return the values
	 * @throws dev.webhooks.WebhookRejectedException if the request is malformed
	 */
	public RequestValues valuesOf(WebhookRequest request) {
		return new RequestValues(request, this.mapping.documents(), this.fields);
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

	/**
	 * Makes the events of a request.
	 * @param verified the request
	 * @param values its values
	 * @return the events, one per item of a batch
	 * @throws dev.webhooks.WebhookRejectedException if the request is malformed
	 */
	public List<WebhookEvent> events(VerifiedWebhookRequest verified, RequestValues values) {
		return this.mapping.map(verified, values);
	}

	/**
	 * The answer that the provider wants for an accepted request.
	 * @param values the values of the request
	 * @return the answer, or {@code null} if any will do
	 */
	public @Nullable WebhookResponse successResponse(RequestValues values) {
		return (this.response != null) ? this.response.render(values) : null;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
