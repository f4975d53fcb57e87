package dev.webhooks.test;

import java.time.Instant;

/**
 * Requests as some providers sign them, made of the providers' descriptions without the
 * library's own signers. Their target is the path that an endpoint has by default.
 */
public final class SignedRequests {

	/** Secret for tests, as it is configured. */
	public static final String SECRET = "a secret of thirty-two bytes....";

	private static final String JSON = "application/json";

	private SignedRequests() {
	}

	/**
	 * A request of GitHub.
	 * @param secret the secret
	 * @param event the type of the event
	 * @param delivery the id of the event
	 * @param body the body, as JSON
	 * @return the request
	 */
	public static SignedRequest github(String secret, String event, String delivery, String body) {
		return SignedRequest.post("/webhooks/github", body)
			.header("Content-Type", JSON)
			.header("X-GitHub-Event", event)
			.header("X-GitHub-Delivery", delivery)
			.header("X-Hub-Signature-256", "sha256=" + Hmac.hex(secret, body));
	}

	/**
	 * A request of Slack.
	 * @param secret the secret
	 * @param contentType the type of the content: events are JSON, commands are forms
	 * @param time when it was signed
	 * @param body the body
	 * @return the request
	 */
	public static SignedRequest slack(String secret, String contentType, Instant time, String body) {
		long seconds = time.getEpochSecond();
		return SignedRequest.post("/webhooks/slack", body)
			.header("Content-Type", contentType)
			.header("X-Slack-Request-Timestamp", Long.toString(seconds))
			.header("X-Slack-Signature", "v0=" + Hmac.hex(secret, "v0:" + seconds + ":" + body));
	}

	/**
	 * A request of Stripe.
	 * @param secret the secret
	 * @param time when it was signed
	 * @param body the body, as JSON
	 * @return the request
	 */
	public static SignedRequest stripe(String secret, Instant time, String body) {
		long seconds = time.getEpochSecond();
		return SignedRequest.post("/webhooks/stripe", body)
			.header("Content-Type", "application/json; charset=utf-8")
			.header("Stripe-Signature", "t=" + seconds + ",v1=" + Hmac.hex(secret, seconds + "." + body));
	}

}
