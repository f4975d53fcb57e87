package dev.webhooks.provider;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.decoding.EncodedDocuments;
import dev.webhooks.decoding.PayloadDecoding;
import dev.webhooks.provider.settings.EndpointSettings;
import dev.webhooks.provider.settings.HealthSettings;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RefusalSettings;
import dev.webhooks.provider.settings.StoredPayload;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.RequestVerifier;

/**
 * Builds a {@link WebhookProvider} of its parts. Not safe for use by several threads.
 */
public final class WebhookProviderBuilder {

	final String name;

	Endpoint endpoint;

	Admission admission = Admission.DEFAULT;

	@Nullable RequestVerifier verifier;

	String preset;

	String schemeName = "custom";

	List<SecretEncoding> secretEncoding = List.of(SecretEncoding.TEXT);

	EventLocators events = EventLocators.of(DocumentReader.AUTO, List.of(), List.of(), List.of(), null);

	List<Handshake> handshakes = List.of();

	ProcessingSettings processing = ProcessingSettings.DEFAULT;

	HealthSettings health = HealthSettings.NONE;

	@Nullable ResponseTemplate response;

	@Nullable PayloadDecoding decoding;

	StoredPayload store = StoredPayload.DECODED;

	RefusalSettings refusal = RefusalSettings.DEFAULT;

	RateLimit rateLimit = new RateLimit(null, null, null);

	WebhookProviderBuilder(String name) {
		Assert.hasText(name, "'name' must not be empty");
		this.name = name;
		this.preset = name;
		Set<String> methods = Set.copyOf(EndpointSettings.DEFAULT.methods());
		this.endpoint = new Endpoint(EndpointSettings.BASE_PATH + "/" + name, null, methods, methods, false);
	}

	/**
	 * Name of the provider.
	 * @return the key below {@code webhooks.providers}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Sets the endpoint.
	 * @param path the path pattern within the application; a slash at its end does not
	 * matter
	 * @param publicUrl the URL as the provider knows it, or {@code null}
	 * @return this builder
	 */
	public WebhookProviderBuilder endpoint(String path, @Nullable String publicUrl) {
		boolean slash = path.length() > 1 && path.endsWith("/");
		this.endpoint = new Endpoint(slash ? path.substring(0, path.length() - 1) : path, publicUrl,
				this.endpoint.eventMethods(), this.endpoint.methods(), this.endpoint.observed());
		return this;
	}

	/**
	 * Sets the HTTP methods of requests that carry events.
	 * @param methods the methods in upper case
	 * @return this builder
	 */
	public WebhookProviderBuilder methods(List<String> methods) {
		this.endpoint = new Endpoint(this.endpoint.path(), this.endpoint.publicUrl(), Set.copyOf(methods),
				Set.copyOf(methods), this.endpoint.observed());
		return this;
	}

	/**
	 * Sets whether requests are only looked at.
	 * @param observed whether the application answers them
	 * @return this builder
	 */
	public WebhookProviderBuilder observed(boolean observed) {
		this.endpoint = new Endpoint(this.endpoint.path(), this.endpoint.publicUrl(), this.endpoint.eventMethods(),
				this.endpoint.methods(), observed);
		return this;
	}

	/**
	 * Sets what a request has to be for its body to be read.
	 * @param admission the admission rules
	 * @return this builder
	 */
	public WebhookProviderBuilder admission(Admission admission) {
		this.admission = admission;
		return this;
	}

	/**
	 * Sets how requests are verified.
	 * @param verifier the verifier
	 * @return this builder
	 */
	public WebhookProviderBuilder verifier(RequestVerifier verifier) {
		this.verifier = verifier;
		return this;
	}

	/**
	 * Sets what is known of the provider beside what it does.
	 * @param preset the name of the preset
	 * @param secretEncoding how keys are written in secrets
	 * @return this builder
	 */
	WebhookProviderBuilder describedBy(String preset, List<SecretEncoding> secretEncoding) {
		this.preset = preset;
		this.secretEncoding = secretEncoding;
		return this;
	}

	/**
	 * Sets what the signature scheme is called, for who reads of it.
	 * @param name the name
	 * @return this builder
	 */
	WebhookProviderBuilder schemeName(String name) {
		this.schemeName = name;
		return this;
	}

	/**
	 * Sets how events are found in requests.
	 * @param events where their properties are
	 * @return this builder
	 */
	public WebhookProviderBuilder events(EventLocators events) {
		this.events = events;
		return this;
	}

	/**
	 * Sets the requests by which the provider tests the endpoint.
	 * @param handshakes the handshakes
	 * @return this builder
	 */
	public WebhookProviderBuilder handshakes(List<Handshake> handshakes) {
		this.handshakes = handshakes;
		return this;
	}

	/**
	 * Sets which events are processed, and how.
	 * @param processing the settings
	 * @return this builder
	 */
	public WebhookProviderBuilder processing(ProcessingSettings processing) {
		this.processing = processing;
		return this;
	}

	/**
	 * Sets which types of events are wanted.
	 * @param patterns the patterns; empty for all types
	 * @return this builder
	 */
	public WebhookProviderBuilder acceptedTypes(List<String> patterns) {
		this.processing = this.processing.ofEvents(patterns);
		return this;
	}

	/**
	 * Sets the answer that the provider wants for an accepted request.
	 * @param response the answer, or {@code null} if any will do
	 * @return this builder
	 */
	public WebhookProviderBuilder response(@Nullable ResponseTemplate response) {
		this.response = response;
		return this;
	}

	/**
	 * Sets what decodes the documents of requests.
	 * @param decoding the decoding, or {@code null} if a request is its own document
	 * @param store what the inbox keeps of a document that was decoded
	 * @return this builder
	 */
	WebhookProviderBuilder decoding(@Nullable PayloadDecoding decoding, StoredPayload store) {
		this.decoding = decoding;
		this.store = store;
		return this;
	}

	/**
	 * Sets how requests are refused.
	 * @param refusal the settings
	 * @return this builder
	 */
	public WebhookProviderBuilder refusal(RefusalSettings refusal) {
		this.refusal = refusal;
		return this;
	}

	/**
	 * Sets when the health of the provider is down.
	 * @param health the thresholds
	 * @return this builder
	 */
	public WebhookProviderBuilder health(HealthSettings health) {
		this.health = health;
		return this;
	}

	/**
	 * Sets how many requests are accepted.
	 * @param rateLimit the limits
	 * @return this builder
	 */
	public WebhookProviderBuilder rateLimit(RateLimit rateLimit) {
		this.rateLimit = rateLimit;
		return this;
	}

	ProviderTraits traits() {
		return new ProviderTraits(this.preset, this.schemeName, this.secretEncoding, this.events);
	}

	/**
	 * The handshakes, which take no steps where somebody else answers.
	 */
	List<Handshake> handshakes() {
		return this.endpoint.observed() ? this.handshakes.stream().map(Handshake::observed).toList() : this.handshakes;
	}

	EncodedDocuments documents(RequestVerifier verifier, Set<String> methods) {
		return new EncodedDocuments(this.decoding, this.store == StoredPayload.RECEIVED, verifier, methods);
	}

	/**
	 * Builds the provider.
	 * @return the provider
	 * @throws dev.webhooks.InvalidSettingException if a part cannot be understood
	 */
	public WebhookProvider build() {
		Assert.state(this.verifier != null, "A provider must have a verifier");
		return new WebhookProvider(this, this.verifier);
	}

}
