package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookResponse;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestCondition;
import dev.webhooks.request.RequestValues;

/**
 * A request by which a provider tests the endpoint before it sends events, and its
 * answer. It makes no event. Immutable.
 */
public final class Handshake {

	private final String method;

	private final boolean signed;

	private final List<RequestCondition> conditions;

	private final List<HandshakeStep> steps;

	private final ResponseTemplate response;

	/**
	 * Creates a handshake.
	 * @param key the configuration key, for messages
	 * @param method the HTTP method in upper case
	 * @param signed whether the request is verified before it is answered
	 * @param when what has to be in the request, all of it
	 * @param steps what is done before the request is answered, in order
	 * @param response the answer
	 * @throws dev.webhooks.InvalidSettingException if a condition cannot be understood
	 */
	public Handshake(String key, String method, boolean signed, List<String> when, List<HandshakeStep> steps,
			ResponseTemplate response) {
		this(method, signed, when.stream().map((text) -> RequestCondition.parse(key + ".when", text)).toList(),
				List.copyOf(steps), response);
	}

	private Handshake(String method, boolean signed, List<RequestCondition> conditions, List<HandshakeStep> steps,
			ResponseTemplate response) {
		this.method = method;
		this.signed = signed;
		this.conditions = conditions;
		this.steps = steps;
		this.response = response;
	}

	/**
	 * Copies this handshake for requests that somebody else answers.
	 * @return the same handshake, that takes no steps and tells nothing
	 */
	Handshake observed() {
		return new Handshake(this.method, this.signed, this.conditions, List.of(),
				new ResponseTemplate(200, null, Map.of(), null));
	}

	String method() {
		return this.method;
	}

	boolean isSigned() {
		return this.signed;
	}

	/**
	 * Answers a request.
	 * @param parsed the request
	 * @return the answer, or {@code null} if the request is not this handshake
	 * @throws dev.webhooks.WebhookRejectedException if it is, but is refused
	 */
	@Nullable WebhookResponse answer(ParsedRequest parsed) {
		RequestValues values = new RequestValues(parsed);
		boolean applies = values.request().head().method().equals(this.method)
				&& this.conditions.stream().allMatch((condition) -> condition.matches(values));
		if (!applies) {
			return null;
		}
		this.steps.forEach((step) -> step.take(values));
		WebhookResponse answer = this.response.render(values);
		return (answer != null) ? answer.withHeader("X-Content-Type-Options", "nosniff") : null;
	}

	List<String> pointers() {
		List<String> pointers = new ArrayList<>(this.response.pointers());
		this.conditions.forEach((condition) -> pointers.addAll(condition.pointers()));
		this.steps.forEach((step) -> pointers.addAll(step.pointers()));
		return pointers;
	}

}
