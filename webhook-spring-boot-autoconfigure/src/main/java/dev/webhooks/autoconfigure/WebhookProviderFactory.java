package dev.webhooks.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

import dev.webhooks.provider.EventSettings;
import dev.webhooks.provider.RateLimit;
import dev.webhooks.provider.RetryPolicy;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.secret.Secret;

/**
 * Makes immutable {@link WebhookProvider providers} of properties, and explains what is
 * wrong with the properties.
 */
final class WebhookProviderFactory {

	private final VerifierFactory verifiers;

	private final HandshakeFactory handshakes;

	private final AdmissionFactory admissions;

	private final String basePath;

	WebhookProviderFactory(VerifierFactory verifiers, HandshakeFactory handshakes, AdmissionFactory admissions,
			String basePath) {
		this.verifiers = verifiers;
		this.admissions = admissions;
		this.handshakes = handshakes;
		this.basePath = basePath;
	}

	/**
	 * Prepares a provider.
	 * @param name the key below {@code webhooks.providers}
	 * @param properties the properties, with those of the preset
	 * @return a builder of the provider
	 * @throws InvalidWebhookConfigurationException if a property has to be changed
	 * @throws dev.webhooks.InvalidRecipeException if a recipe cannot be understood
	 */
	WebhookProvider.Builder create(String name, ProviderProperties properties) {
		String prefix = ProviderBinder.PREFIX + "." + name + ".";
		RequestVerifier verifier = this.verifiers.create(name, prefix, properties);
		String path = path(prefix, name, properties);
		WebhookProvider.Builder builder = WebhookProvider.builder(name)
			.endpoint(path, PublicUrl.check(prefix + "public-url", properties.getPublicUrl(), path))
			.admission(this.admissions.create(prefix, properties))
			.verifier(verifier)
			.events(events(properties.getEvent()).orderedBy(properties.getOrderBy()))
			.handshakes(this.handshakes.create(name, properties, verifier))
			.methods(properties.getMethods())
			.problemDetails(properties.isProblemDetails())
			.refusalStatus(refusalStatus(prefix, properties))
			.acceptedTypes(acceptedTypes(prefix, properties.getEvents()))
			.processing(properties.getProcessing(), properties.getInlineWhen())
			.rateLimit(rateLimit(prefix, properties.getRateLimit()))
			.concurrency(concurrency(prefix, properties.getConcurrency()))
			.retry(retry(prefix, properties.getRetry()));
		ResponseProperties response = properties.getResponse();
		return (response != null) ? builder.response(HandshakeFactory.response("response", response)) : builder;
	}

	/**
	 * Reads the secrets of a provider once more.
	 */
	List<Secret> secrets(WebhookProvider provider, ProviderProperties properties) {
		return this.verifiers.secrets(provider.name(), properties, provider.verifier().scheme());
	}

	private String path(String prefix, String name, ProviderProperties properties) {
		String configured = properties.getPath();
		String path = (configured != null) ? EndpointPath.of(prefix + "path", configured)
				: ((this.basePath.isEmpty() ? "" : EndpointPath.of("webhooks.base-path", this.basePath)) + "/" + name);
		return path.isEmpty() ? "/" : path;
	}

	private static int refusalStatus(String prefix, ProviderProperties properties) {
		int status = properties.getRefusalStatus();
		if (HttpStatus.resolve(status) == null || status < 400 || status > 499) {
			throw new InvalidWebhookConfigurationException(prefix + "refusal-status",
					status + " does not refuse a request.", "Use a status from 400 to 499, such as 401 or 403.");
		}
		return status;
	}

	private static List<String> acceptedTypes(String prefix, List<String> patterns) {
		if (patterns.stream().anyMatch(String::isBlank)) {
			throw new InvalidWebhookConfigurationException(prefix + "events", "One of the types is blank.",
					"Use types such as order.paid, and * for any run of characters.");
		}
		return patterns;
	}

	private static EventSettings events(EventProperties event) {
		return EventSettings.of(event.documents(), event.getType(), event.getId(), event.getOccurredAt(),
				event.getSplit());
	}

	private static RateLimit rateLimit(String prefix, RateLimitProperties rateLimit) {
		try {
			return new RateLimit(rateLimit.getRequestsPerMinute(), rateLimit.getBurst(),
					rateLimit.getFailuresPerMinute());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException(prefix + "rate-limit", ex.getMessage() + ".",
					"Use numbers from 1, or leave the property out for no limit.", ex);
		}
	}

	private static @Nullable Integer concurrency(String prefix, @Nullable Integer concurrency) {
		if (concurrency != null && concurrency < 1) {
			throw new InvalidWebhookConfigurationException(prefix + "concurrency", concurrency + " is out of range.",
					"Use 1 or more.");
		}
		return concurrency;
	}

	private static RetryPolicy retry(String prefix, RetryProperties retry) {
		try {
			return new RetryPolicy(retry.getMaxAttempts(), retry.getInitialInterval(), retry.getMultiplier(),
					retry.getMaxInterval(), retry.getJitter());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException(prefix + "retry", ex.getMessage() + ".",
					"Correct the property.", ex);
		}
	}

}
