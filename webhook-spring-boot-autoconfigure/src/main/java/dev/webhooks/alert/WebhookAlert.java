package dev.webhooks.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Alert about webhooks, as an application event and as {@link WebhookAlertSink sinks} are
 * told of it: once when it begins, once when it ends, of several nodes by one. It holds
 * no payload and no secret. Immutable.
 *
 * @param kind what it is
 * @param subject what it is about, such as {@code stripe} or {@code inbox/stripe}; of all
 * that is told of one alert it is the same
 * @param details how it is, one sentence
 * @param since when it began
 * @param phase whether it begins, goes on or ends
 */
public record WebhookAlert(Kind kind, String subject, String details, Instant since, Phase phase) {

	/**
	 * Tells all in one line.
	 * @return the line
	 */
	public String text() {
		Instant begin = this.since.truncatedTo(ChronoUnit.SECONDS);
		return switch (this.phase) {
			case BEGUN -> "%s: %s. %s".formatted(this.kind.title, this.subject, this.details);
			case REMINDED -> "%s, still since %s: %s. %s".formatted(this.kind.title, begin, this.subject, this.details);
			case ENDED -> "Over: %s, since %s: %s".formatted(this.kind.title, begin, this.subject);
		};
	}

	@Override
	public String toString() {
		return text();
	}

	/**
	 * Kinds of alerts. Further ones may be added.
	 */
	public enum Kind {

		/** Deliveries were given up. */
		DEAD_LETTERS("Dead letters"),

		/** Too many verified requests or runs of a provider fail. */
		FAILURE_RATE("High failure rate"),

		/** Nothing has come from a provider for too long. */
		SILENCE("Silence"),

		/** Deliveries wait for too long. */
		BACKLOG("Backlog"),

		/** Deliveries wait for a target that no node has any more. */
		ORPHANED("Orphaned deliveries"),

		/** A secret expires soon, or has expired. */
		SECRET_EXPIRY("Secret near expiry"),

		/** An endpoint that webhooks are sent to fails all the time. */
		ENDPOINT_FAILING("Endpoint failing"),

		/** An endpoint that webhooks are sent to was disabled. */
		ENDPOINT_DISABLED("Endpoint disabled");

		private final String title;

		Kind(String title) {
			this.title = title;
		}

		/**
		 * Name for people.
		 * @return the name
		 */
		public String title() {
			return this.title;
		}

	}

	/**
	 * Whether an alert begins, goes on or ends.
	 */
	public enum Phase {

		/** It begins. */
		BEGUN,

		/** It still stands, and was told of a long time ago. */
		REMINDED,

		/** It is over. */
		ENDED

	}

}
