package dev.webhooks.delivery.store;

import java.time.Instant;

import org.springframework.util.Assert;

/**
 * Alert that stands: it was raised and has not ended. Immutable.
 *
 * @param kind the name of its kind, up to {@value #MAX_KIND_LENGTH} characters
 * @param subject what it is about, up to {@value #MAX_SUBJECT_LENGTH} characters; with
 * the kind it identifies the alert
 * @param details how it is, up to {@value #MAX_DETAILS_LENGTH} characters
 * @param since when it was raised
 * @param toldAt when it was told of last
 * @param confirmations how often it was said since that it is still so
 */
public record StandingAlert(String kind, String subject, String details, Instant since, Instant toldAt,
		long confirmations) {

	/**
	 * How long the name of a kind may be.
	 */
	public static final int MAX_KIND_LENGTH = 50;

	/**
	 * How long a subject may be.
	 */
	public static final int MAX_SUBJECT_LENGTH = 600;

	/**
	 * How long details may be.
	 */
	public static final int MAX_DETAILS_LENGTH = 1000;

	public StandingAlert {
		Assert.isTrue(kind.length() <= MAX_KIND_LENGTH, "'kind' is too long");
		Assert.isTrue(subject.length() <= MAX_SUBJECT_LENGTH, "'subject' is too long");
		Assert.isTrue(details.length() <= MAX_DETAILS_LENGTH, "'details' is too long");
	}

	/**
	 * Makes an alert that is about to be raised.
	 * @param kind the name of its kind
	 * @param subject what it is about
	 * @param details how it is
	 * @param now the current time
	 * @return the alert
	 */
	public static StandingAlert raised(String kind, String subject, String details, Instant now) {
		return new StandingAlert(kind, subject, details, now, now, 0);
	}

	/**
	 * Tells whether it is the same alert, whatever was said of it meanwhile.
	 * @param other another alert
	 * @return whether kind and subject are the same
	 */
	public boolean isSame(StandingAlert other) {
		return this.kind.equals(other.kind) && this.subject.equals(other.subject);
	}

}
