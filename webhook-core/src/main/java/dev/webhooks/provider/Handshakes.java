package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.decoding.PayloadDecoding;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.signature.RequestVerifier;

/**
 * The requests by which a provider tests the endpoint. Immutable.
 */
public final class Handshakes {

	/** A test of an endpoint is short. */
	private static final int MAX_UNVERIFIED_BODY = 16 * 1024;

	private final List<Handshake> handshakes;

	private final RequestParser parserOfStrangers;

	private final @Nullable PayloadDecoding decoding;

	private final RequestVerifier verifier;

	/**
	 * Creates the handshakes of a provider.
	 * @param documents finds the document in a request
	 * @param decoding decodes it, or {@code null}
	 * @param verifier knows the secrets that it may be encrypted with
	 */
	Handshakes(DocumentReader documents, List<Handshake> handshakes, @Nullable PayloadDecoding decoding,
			RequestVerifier verifier) {
		this.handshakes = List.copyOf(handshakes);
		this.decoding = decoding;
		this.verifier = verifier;
		List<String> pointers = new ArrayList<>(
				pointers(this.handshakes.stream().filter((handshake) -> !handshake.isSigned())));
		pointers.addAll(verifier.tenancy().pointers());
		RequestParser parser = RequestParser.of(documents, pointers);
		this.parserOfStrangers = ((decoding != null) ? decoding.prepare(parser) : parser).forStrangers();
	}

	/**
	 * Answers a request by which the provider tests the endpoint, and which was not
	 * verified. Of one that is large or deep nothing is read.
	 * @param request the request
	 * @return the answer, or {@code null} if the request is no test that needs no
	 * signature
	 * @throws dev.webhooks.WebhookRejectedException if it is, but is refused, or cannot
	 * be read
	 */
	public @Nullable WebhookResponse answerUnverified(WebhookRequest request) {
		if (request.body().length > MAX_UNVERIFIED_BODY || !hasUnsigned()) {
			return null;
		}
		ParsedRequest parsed = this.parserOfStrangers.parse(request);
		WebhookResponse answer = answer(parsed, false);
		if (answer != null || this.decoding == null || !this.decoding.isKeyed()) {
			return answer;
		}
		return answer(this.decoding.decodeWithAny(parsed, this.verifier.secretsOf(parsed)), false);
	}

	/**
	 * Answers a request by which the provider tests the endpoint.
	 * @param parsed the request
	 * @param signed whether those tests are meant that have to be signed
	 * @return the answer, or {@code null} if the request is no such test
	 * @throws dev.webhooks.WebhookRejectedException if it is, but is refused
	 */
	@Internal
	public @Nullable WebhookResponse answer(ParsedRequest parsed, boolean signed) {
		for (Handshake handshake : this.handshakes) {
			WebhookResponse answer = (handshake.isSigned() == signed) ? handshake.answer(parsed) : null;
			if (answer != null) {
				return answer;
			}
		}
		return null;
	}

	/**
	 * Tells whether the provider tests the endpoint by requests that are not signed.
	 * @return whether there is one that is answered without verification
	 */
	public boolean hasUnsigned() {
		return this.handshakes.stream().anyMatch((handshake) -> !handshake.isSigned());
	}

	/**
	 * Tells whether there is a handshake by this method that is answered only after
	 * verification.
	 * @param method an HTTP method
	 * @return whether there is
	 */
	public boolean hasSigned(String method) {
		return this.handshakes.stream()
			.anyMatch((handshake) -> handshake.isSigned() && handshake.method().equals(method));
	}

	Set<String> methods() {
		return this.handshakes.stream().map(Handshake::method).collect(Collectors.toSet());
	}

	List<String> pointers() {
		return pointers(this.handshakes.stream());
	}

	private static List<String> pointers(Stream<Handshake> handshakes) {
		return handshakes.flatMap((handshake) -> handshake.pointers().stream()).toList();
	}

}
