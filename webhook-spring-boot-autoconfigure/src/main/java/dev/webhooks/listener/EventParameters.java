package dev.webhooks.listener;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.request.FormFields;

/**
 * The parameters of the request that carried an event: variables of its path, parameters
 * of its query string and fields of a form in its body.
 */
final class EventParameters {

	private final Map<String, String> path;

	private final Map<String, List<String>> query;

	private final Map<String, List<String>> form;

	private EventParameters(Map<String, String> path, Map<String, List<String>> query, Map<String, List<String>> form) {
		this.path = path;
		this.query = query;
		this.form = form;
	}

	/**
	 * Reads the parameters.
	 * @throws WebhookPayloadException if they are malformed
	 */
	static EventParameters of(WebhookEvent event) {
		String query = event.query();
		byte[] body = SharedBytes.bodyOf(event);
		try {
			return new EventParameters(event.pathVariables(), (query != null) ? FormFields.parse(query) : Map.of(),
					isDocument(event, body) ? Map.of() : FormFields.of(event.contentType(), body));
		}
		catch (WebhookRejectedException ex) {
			throw new WebhookPayloadException("The parameters of the request cannot be read: " + ex.getMessage(), null);
		}
	}

	/** Of what was an item of a form nothing else is left of the form. */
	private static boolean isDocument(WebhookEvent event, byte[] body) {
		return "application/json".equals(event.payloadType()) && Arrays.equals(SharedBytes.payloadOf(event), body);
	}

	/**
	 * Finds the values of a parameter.
	 * @return the values; none if there is none of that name
	 * @throws WebhookPayloadException if there are others at another place, where they
	 * need not be signed
	 */
	List<String> values(String name) {
		String variable = this.path.get(name);
		List<List<String>> found = Stream
			.of((variable != null) ? List.of(variable) : List.<String>of(), this.query.getOrDefault(name, List.of()),
					this.form.getOrDefault(name, List.of()))
			.filter((values) -> !values.isEmpty())
			.distinct()
			.toList();
		if (found.size() > 1) {
			throw new WebhookPayloadException(
					"The parameter '" + name + "' has one value in one place of the request and another elsewhere",
					null);
		}
		return found.isEmpty() ? List.of() : found.get(0);
	}

}
