package dev.webhooks.provider;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.JsonFields;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.VerifiedWebhookRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.MimeType;

/**
 * All that is known of one configured provider. Immutable and safe for use by several
 * threads.
 */
public final class WebhookProvider {

	private final String name;

	private final String path;

	private final @Nullable String publicUrl;

	private final Admission admission;

	private final RequestVerifier verifier;

	private final EventMapping mapping;

	private final List<Handshake> handshakes;

	private final Set<String> eventMethods;

	private final Set<String> methods;

	private final boolean problemDetails;

	private final int refusalStatus;

	private final DocumentReader documents;

	private final JsonFields fields;

	private final @Nullable NamePatterns acceptedTypes;

	private final ProcessingMode processing;

	private final List<RequestCondition> inlineWhen;

	private final @Nullable ResponseTemplate response;

	private final RateLimit rateLimit;

	private final RetryPolicy retry;

	private final boolean ordered;

	private final @Nullable Integer concurrency;

	private WebhookProvider(Builder builder, RequestVerifier verifier) {
		this.name = builder.name;
		this.path = builder.path;
		this.publicUrl = builder.publicUrl;
		this.admission = builder.admission;
		this.verifier = verifier;
		this.mapping = new EventMapping(builder.name, builder.events);
		this.documents = builder.events.documents();
		this.handshakes = List.copyOf(builder.handshakes);
		this.acceptedTypes = builder.acceptedTypes.isEmpty() ? null : NamePatterns.of(builder.acceptedTypes);
		this.processing = builder.processing;
		this.inlineWhen = builder.inlineWhen.stream()
			.map((text) -> RequestCondition.parse("inline-when", text))
			.toList();
		this.response = builder.response;
		this.rateLimit = builder.rateLimit;
		this.retry = builder.retry;
		this.ordered = !builder.events.orderBy().isEmpty();
		this.concurrency = builder.concurrency;
		this.eventMethods = Set.copyOf(builder.methods);
		this.methods = methods(builder.methods, this.handshakes);
		this.problemDetails = builder.problemDetails;
		this.refusalStatus = builder.refusalStatus;
		this.fields = JsonFields.of(pointers(builder.events));
	}

	private static Set<String> methods(List<String> eventMethods, List<Handshake> handshakes) {
		Set<String> methods = new LinkedHashSet<>(eventMethods);
		handshakes.forEach((handshake) -> methods.add(handshake.method()));
		return Set.copyOf(methods);
	}

	private List<String> pointers(EventSettings events) {
		List<String> pointers = new ArrayList<>(events.pointers());
		this.handshakes.forEach((handshake) -> pointers.addAll(handshake.pointers()));
		this.inlineWhen.forEach((condition) -> pointers.addAll(condition.pointers()));
		if (this.response != null) {
			pointers.addAll(this.response.pointers());
		}
		return pointers;
	}

	/**
	 * Starts building a provider.
	 * @param name the key below {@code webhooks.providers}
	 * @return a builder
	 */
	public static Builder builder(String name) {
		return new Builder(name);
	}

	/**
	 * Name of the provider.
	 * @return the key below {@code webhooks.providers}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Path of the endpoint, within the application.
	 * @return the path pattern
	 */
	public String path() {
		return this.path;
	}

	/**
	 * URL of the endpoint as the provider knows it.
	 * @return the URL without query string, or {@code null} if it is the container's
	 */
	public @Nullable String publicUrl() {
		return this.publicUrl;
	}

	/**
	 * What a request has to be for its body to be read.
	 * @return the admission rules
	 */
	public Admission admission() {
		return this.admission;
	}

	/**
	 * Size of the largest event: that of the body, and as much for a document that is
	 * found in a body of another format than JSON.
	 * @return the number of bytes
	 */
	public long maxEventSize() {
		ContentTypes types = this.admission.contentTypes();
		List<String> contentTypes = types.none() ? List.of()
				: types.accepted().stream().map(MimeType::toString).toList();
		return (this.documents.isBesideBody(contentTypes) ? 2L : 1L) * this.admission.maxBodySize();
	}

	/**
	 * The HTTP methods that the provider sends.
	 * @return the methods in upper case
	 */
	public Set<String> methods() {
		return this.methods;
	}

	/**
	 * The HTTP methods of requests that carry events.
	 * @return the methods in upper case
	 */
	public Set<String> eventMethods() {
		return this.eventMethods;
	}

	/**
	 * Whether a refusal is answered with a body.
	 * @return whether it is
	 */
	public boolean problemDetails() {
		return this.problemDetails;
	}

	/**
	 * How a request is answered that is not authentic.
	 * @return the HTTP status
	 */
	public int refusalStatus() {
		return this.refusalStatus;
	}

	/**
	 * When listeners run.
	 * @return the mode
	 */
	public ProcessingMode processing() {
		return this.processing;
	}

	/**
	 * How many requests are accepted.
	 * @return the limits
	 */
	public RateLimit rateLimit() {
		return this.rateLimit;
	}

	/**
	 * When an event that failed is processed again.
	 * @return the policy
	 */
	public RetryPolicy retry() {
		return this.retry;
	}

	/**
	 * Whether events of one key are delivered one after another.
	 * @return whether they are
	 */
	public boolean isOrdered() {
		return this.ordered;
	}

	/**
	 * How many listeners may run at once for this provider, from the inbox.
	 * @return the number, or {@code null} for the inbox to decide
	 */
	public @Nullable Integer concurrency() {
		return this.concurrency;
	}

	/**
	 * The verifier of this provider's requests.
	 * @return the verifier
	 */
	public RequestVerifier verifier() {
		return this.verifier;
	}

	/**
	 * Prepares a request for reading its values.
	 * @param request the request
	 * @return the values
	 * @throws dev.webhooks.WebhookRejectedException if the request is malformed
	 */
	public RequestValues valuesOf(WebhookRequest request) {
		return new RequestValues(request, this.documents, this.fields);
	}

	/**
	 * Answers a request by which the provider tests the endpoint.
	 * @param values the values of the request
	 * @param verified whether the request was verified
	 * @return the answer, or {@code null} if the request is no such test
	 */
	public @Nullable WebhookResponse handshake(RequestValues values, boolean verified) {
		for (Handshake handshake : this.handshakes) {
			WebhookResponse answer = (handshake.isSigned() == verified) ? handshake.answer(values) : null;
			if (answer != null) {
				return answer;
			}
		}
		return null;
	}

	/**
	 * Tells whether the provider tests the endpoint by requests that are not signed.
	 * @return whether {@link #handshake} may answer a request that was not verified
	 */
	public boolean hasUnsignedHandshake() {
		return this.handshakes.stream().anyMatch((handshake) -> !handshake.isSigned());
	}

	/**
	 * Tells whether there is a handshake by this method that is answered only after
	 * verification.
	 * @param method an HTTP method
	 * @return whether there is
	 */
	public boolean hasSignedHandshake(String method) {
		return this.handshakes.stream()
			.anyMatch((handshake) -> handshake.isSigned() && handshake.method().equals(method));
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
	 * Tells whether events of a type are wanted.
	 * @param types the names of the type
	 * @return whether one of them matches the configured types
	 */
	public boolean accepts(List<String> types) {
		return this.acceptedTypes == null || this.acceptedTypes.matchesAny(types);
	}

	/**
	 * Tells whether the sender of a request waits for what the listener returns.
	 * @param values the values of the request
	 * @return whether it does
	 */
	public boolean isAwaited(RequestValues values) {
		return this.inlineWhen.stream().anyMatch((condition) -> condition.matches(values));
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

	/**
	 * Builds a {@link WebhookProvider}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final String name;

		private String path;

		private @Nullable String publicUrl;

		private Admission admission = new Admission(true, AddressRanges.parse(List.of()), List.of(), 1024 * 1024);

		private @Nullable RequestVerifier verifier;

		private EventSettings events = EventSettings.of(DocumentReader.AUTO, List.of(), List.of(), List.of(), null);

		private List<Handshake> handshakes = List.of();

		private List<String> methods = List.of("POST");

		private boolean problemDetails = true;

		private int refusalStatus = 401;

		private List<String> acceptedTypes = List.of();

		private ProcessingMode processing = ProcessingMode.AUTO;

		private List<String> inlineWhen = List.of();

		private @Nullable ResponseTemplate response;

		private RateLimit rateLimit = new RateLimit(null, null, null);

		private RetryPolicy retry = RetryPolicy.DEFAULT;

		private @Nullable Integer concurrency;

		private Builder(String name) {
			Assert.hasText(name, "'name' must not be empty");
			this.name = name;
			this.path = "/webhooks/" + name;
		}

		/**
		 * Sets the endpoint.
		 * @param path the path pattern within the application; a slash at its end does
		 * not matter
		 * @param publicUrl the URL as the provider knows it, or {@code null}
		 * @return this builder
		 */
		public Builder endpoint(String path, @Nullable String publicUrl) {
			boolean slash = path.length() > 1 && path.endsWith("/");
			this.path = slash ? path.substring(0, path.length() - 1) : path;
			this.publicUrl = publicUrl;
			return this;
		}

		/**
		 * Sets what a request has to be for its body to be read.
		 * @param admission the admission rules
		 * @return this builder
		 */
		public Builder admission(Admission admission) {
			this.admission = admission;
			return this;
		}

		/**
		 * Sets how requests are verified.
		 * @param verifier the verifier
		 * @return this builder
		 */
		public Builder verifier(RequestVerifier verifier) {
			this.verifier = verifier;
			return this;
		}

		/**
		 * Sets how events are found in requests.
		 * @param events the settings
		 * @return this builder
		 */
		public Builder events(EventSettings events) {
			this.events = events;
			return this;
		}

		/**
		 * Sets the requests by which the provider tests the endpoint.
		 * @param handshakes the handshakes
		 * @return this builder
		 */
		public Builder handshakes(List<Handshake> handshakes) {
			this.handshakes = handshakes;
			return this;
		}

		/**
		 * Sets the HTTP methods of requests that carry events.
		 * @param methods the methods in upper case
		 * @return this builder
		 */
		public Builder methods(List<String> methods) {
			this.methods = methods;
			return this;
		}

		/**
		 * Sets whether a refusal is answered with a body.
		 * @param problemDetails whether it is
		 * @return this builder
		 */
		public Builder problemDetails(boolean problemDetails) {
			this.problemDetails = problemDetails;
			return this;
		}

		/**
		 * Sets how a request is answered that is not authentic.
		 * @param refusalStatus the HTTP status
		 * @return this builder
		 */
		public Builder refusalStatus(int refusalStatus) {
			Assert.isTrue(refusalStatus >= 400 && refusalStatus < 500, "'refusalStatus' must be from 400 to 499");
			this.refusalStatus = refusalStatus;
			return this;
		}

		/**
		 * Sets which types of events are wanted.
		 * @param patterns the patterns; empty for all types
		 * @return this builder
		 */
		public Builder acceptedTypes(List<String> patterns) {
			this.acceptedTypes = patterns;
			return this;
		}

		/**
		 * Sets when listeners run.
		 * @param processing the mode
		 * @param inlineWhen what marks a request whose sender waits for the listener
		 * @return this builder
		 */
		public Builder processing(ProcessingMode processing, List<String> inlineWhen) {
			this.processing = processing;
			this.inlineWhen = inlineWhen;
			return this;
		}

		/**
		 * Sets the answer that the provider wants for an accepted request.
		 * @param response the answer, or {@code null} if any will do
		 * @return this builder
		 */
		public Builder response(@Nullable ResponseTemplate response) {
			this.response = response;
			return this;
		}

		/**
		 * Sets how many requests are accepted.
		 * @param rateLimit the limits
		 * @return this builder
		 */
		public Builder rateLimit(RateLimit rateLimit) {
			this.rateLimit = rateLimit;
			return this;
		}

		/**
		 * Sets when an event that failed is processed again.
		 * @param retry the policy
		 * @return this builder
		 */
		public Builder retry(RetryPolicy retry) {
			this.retry = retry;
			return this;
		}

		/**
		 * Sets how many listeners may run at once for this provider, from the inbox.
		 * @param concurrency the number, at least 1, or {@code null} for the inbox to
		 * decide
		 * @return this builder
		 */
		public Builder concurrency(@Nullable Integer concurrency) {
			Assert.isTrue(concurrency == null || concurrency >= 1, "'concurrency' must be at least 1");
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Name of the provider.
		 * @return the key below {@code webhooks.providers}
		 */
		public String name() {
			return this.name;
		}

		/**
		 * Builds the provider.
		 * @return the provider
		 * @throws dev.webhooks.InvalidRecipeException if a setting cannot be understood
		 */
		public WebhookProvider build() {
			Assert.state(this.verifier != null, "A provider must have a verifier");
			return new WebhookProvider(this, this.verifier);
		}

	}

}
