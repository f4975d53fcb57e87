package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookResponse;
import dev.webhooks.request.RequestValues;

/**
 * The requests by which a provider tests the endpoint. Immutable.
 */
public final class Handshakes {

	private final List<Handshake> handshakes;

	Handshakes(List<Handshake> handshakes) {
		this.handshakes = List.copyOf(handshakes);
	}

	/**
	 * Answers a request by which the provider tests the endpoint.
	 * @param values the values of the request
	 * @param verified whether the request was verified
	 * @return the answer, or {@code null} if the request is no such test
	 * @throws dev.webhooks.WebhookRejectedException if it is, but is refused
	 */
	public @Nullable WebhookResponse answer(RequestValues values, boolean verified) {
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
	 * @return whether {@link #answer} may answer a request that was not verified
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
		List<String> pointers = new ArrayList<>();
		this.handshakes.forEach((handshake) -> pointers.addAll(handshake.pointers()));
		return pointers;
	}

}
