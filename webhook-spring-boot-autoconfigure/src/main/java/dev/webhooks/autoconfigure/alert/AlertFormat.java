package dev.webhooks.autoconfigure.alert;

/**
 * Form in which alerts are posted to a URL.
 */
public enum AlertFormat {

	/** An object with all that is known of the alert. */
	JSON,

	/** An object with a text, as Slack, Mattermost and others want it. */
	SLACK

}
