package dev.webhooks.listener;

import java.util.List;
import java.util.Map;

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
					FormFields.of(event.contentType(), body));
		}
		catch (WebhookRejectedException ex) {
			throw new WebhookPayloadException("The parameters of the request cannot be read: " + ex.getMessage(), null);
		}
	}

	/**
	 * Finds the values of a parameter.
	 * @return the values where the first are; none if there is none of that name
	 */
	List<String> values(String name) {
		String variable = this.path.get(name);
		if (variable != null) {
			return List.of(variable);
		}
		List<String> found = this.query.get(name);
		return (found != null) ? found : this.form.getOrDefault(name, List.of());
	}

}
