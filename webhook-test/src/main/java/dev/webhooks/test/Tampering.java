package dev.webhooks.test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.Verification;

/**
 * Changes a signed request in one character, so that its signature does not match any
 * more: of the body where that is signed, and of the signature or token where it is not.
 */
final class Tampering {

	private final WebhookProvider provider;

	private final Instant now;

	Tampering(WebhookProvider provider, Instant now) {
		this.provider = provider;
		this.now = now;
	}

	/**
	 * Changes a request.
	 * @param unsigned the request before it was signed
	 * @param signed the request
	 * @throws IllegalStateException if there is nothing in it that is signed
	 */
	WebhookRequest tamper(WebhookRequest unsigned, WebhookRequest signed) {
		return Stream.of(bodies(signed), headers(unsigned, signed), queries(unsigned, signed))
			.flatMap(Function.identity())
			.filter(this::isMismatch)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"No change of one character makes " + this.provider + " refuse this request"));
	}

	private boolean isMismatch(WebhookRequest request) {
		return this.provider.verifier().verdict(request, this.now) instanceof Verification.Refused refused
				&& refused.reason() == RejectionReason.SIGNATURE_MISMATCH;
	}

	/**
	 * The request with another character in its body, from the middle outwards.
	 */
	private static Stream<WebhookRequest> bodies(WebhookRequest signed) {
		byte[] body = signed.body();
		return positions(body.length).filter((position) -> other((char) body[position]) != (char) body[position])
			.mapToObj((position) -> {
				byte[] changed = body.clone();
				changed[position] = (byte) other((char) body[position]);
				return new WebhookRequest(signed.head(), changed);
			});
	}

	private static Stream<WebhookRequest> headers(WebhookRequest unsigned, WebhookRequest signed) {
		List<Map.Entry<String, String>> added = new ArrayList<>();
		signed.headers().forEach((name, value) -> {
			if (!value.equals(unsigned.headers().first(name))) {
				added.add(Map.entry(name, value));
			}
		});
		return added.stream()
			.flatMap(
					(header) -> texts(header.getValue()).map((changed) -> signed.withHeader(header.getKey(), changed)));
	}

	private static Stream<WebhookRequest> queries(WebhookRequest unsigned, WebhookRequest signed) {
		String query = signed.head().query();
		if (query == null || query.equals(unsigned.head().query())) {
			return Stream.empty();
		}
		return texts(query)
			.map((changed) -> new WebhookRequest(signed.head().mutate().query(changed).build(), signed.body()));
	}

	private static Stream<String> texts(String text) {
		return positions(text.length()).filter((position) -> other(text.charAt(position)) != text.charAt(position))
			.mapToObj((position) -> text.substring(0, position) + other(text.charAt(position))
					+ text.substring(position + 1));
	}

	private static IntStream positions(int length) {
		int middle = length / 2;
		return IntStream.iterate(0, (step) -> step < 2 * length, (step) -> step + 1)
			.map((step) -> (step % 2 == 0) ? middle + step / 2 : middle - 1 - step / 2)
			.filter((position) -> position >= 0 && position < length);
	}

	/** A character of the same kind, so that a number or word stays one. */
	private static char other(char character) {
		if (character >= '1' && character <= '8' || character >= 'a' && character <= 'y'
				|| character >= 'A' && character <= 'Y') {
			return (char) (character + 1);
		}
		return (character == '9' || character == 'z' || character == 'Z') ? (char) (character - 1) : character;
	}

}
