package dev.webhooks.alert;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.webhooks.Internal;

/**
 * Makes the JSON of alerts. Immutable.
 */
@Internal
public final class AlertBody {

	private final boolean slack;

	private final String application;

	/**
	 * Creates an instance.
	 * @param slack whether it is for Slack, or those that want the same
	 * @param application the name of the application
	 */
	public AlertBody(boolean slack, String application) {
		this.slack = slack;
		this.application = application;
	}

	Map<String, String> of(WebhookAlert alert) {
		if (this.slack) {
			return Map.of("text", escaped("[" + this.application + "] " + alert.text()));
		}
		Map<String, String> body = new LinkedHashMap<>();
		body.put("application", this.application);
		body.put("kind", alert.kind().name());
		body.put("phase", alert.phase().name());
		body.put("subject", alert.subject());
		body.put("details", alert.details());
		body.put("since", alert.since().toString());
		return body;
	}

	/** As Slack reads a text. */
	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
