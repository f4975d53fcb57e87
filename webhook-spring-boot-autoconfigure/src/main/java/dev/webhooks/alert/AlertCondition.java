package dev.webhooks.alert;

import java.time.Instant;

import dev.webhooks.Internal;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Something that an alert is to be about while it is so. Immutable.
 *
 * @param kind what it is
 * @param subject what it is about
 * @param details how it is, one sentence without anything of strangers
 */
@Internal
public record AlertCondition(WebhookAlert.Kind kind, String subject, String details) {

	private static final int KEPT = StandingAlert.MAX_SUBJECT_LENGTH - 12;

	/**
	 * Bounds what it is given, as stores need it.
	 */
	public AlertCondition {
		subject = (subject.length() <= KEPT) ? subject
				: subject.substring(0, KEPT) + "#" + Integer.toHexString(subject.hashCode());
		details = (details.length() <= StandingAlert.MAX_DETAILS_LENGTH) ? details
				: details.substring(0, StandingAlert.MAX_DETAILS_LENGTH);
	}

	boolean isOf(StandingAlert alert) {
		return this.kind.name().equals(alert.kind()) && this.subject.equals(alert.subject());
	}

	StandingAlert raised(Instant now) {
		return StandingAlert.raised(this.kind.name(), this.subject, this.details, now);
	}

	WebhookAlert alert(Instant since, WebhookAlert.Phase phase) {
		return new WebhookAlert(this.kind, this.subject, this.details, since, phase);
	}

}
