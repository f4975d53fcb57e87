package dev.webhooks.provider;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Reads the requests of one provider, each of them parsed once for the scheme, the events
 * and the answer.
 */
final class EventReader {

	private final RequestVerifier verifier;

	private final EventMapping mapping;

	private final Processing processing;

	private final @Nullable ResponseTemplate response;

	private final RequestParser parser;

	EventReader(RequestVerifier verifier, EventMapping mapping, Handshakes handshakes, Processing processing,
			WebhookProviderBuilder builder) {
		this.verifier = verifier;
		this.mapping = mapping;
		this.processing = processing;
		this.response = builder.response;
		List<String> answered = (this.response != null) ? this.response.pointers() : List.of();
		List<String> pointers = Stream.of(mapping.pointers(), handshakes.pointers(), processing.pointers(), answered)
			.flatMap(List::stream)
			.toList();
		DocumentReader documents = mapping.documents();
		RequestParser parser = verifier.parser().with(documents, pointers).splitting(mapping.splitter());
		this.parser = (builder.decoding != null) ? builder.decoding.prepare(parser) : parser;
	}

	ParsedRequest parse(WebhookRequest request) {
		return this.parser.parse(request);
	}

	VerifiedWebhookRequest verify(ParsedRequest parsed, Instant now) {
		if (this.parser.serves(this.verifier.parser())) {
			return this.verifier.verify(parsed, now);
		}
		VerifiedWebhookRequest verified = this.verifier.verify(parsed.request(), now);
		String tenant = verified.request().head().tenant();
		parsed.identify((tenant != null) ? tenant : "");
		return verified;
	}

	List<WebhookEvent> events(VerifiedWebhookRequest verified, ParsedRequest parsed) {
		List<String> types = this.mapping.typesInHead(parsed);
		boolean wanted = types.isEmpty() || this.processing.accepts(types);
		if (wanted && this.verifier.tenancy().isRequired() && verified.request().head().tenant() == null) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD,
					"There is no tenant at " + this.verifier.tenancy().place());
		}
		return wanted ? this.mapping.map(verified, parsed) : List.of();
	}

	@Nullable WebhookResponse successResponse(ParsedRequest parsed) {
		return (this.response != null) ? this.response.render(new RequestValues(parsed)) : null;
	}

}
