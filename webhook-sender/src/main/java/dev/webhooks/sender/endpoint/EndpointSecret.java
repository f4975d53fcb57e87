package dev.webhooks.sender.endpoint;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Secret that requests to an endpoint are signed with. Immutable; {@code toString} does
 * not show it.
 *
 * @param value the secret as the customer gets it, or the private key of a pair; up to
 * 4096 characters
 * @param created when it was made
 * @param expires when it stops being used, or {@code null} for never
 */
public record EndpointSecret(String value, Instant created, @Nullable Instant expires) {

	private static final int MAX_LENGTH = 4096;

	/**
	 * Checks the secret.
	 * @throws dev.webhooks.InvalidSettingException if it is blank or too long, without
	 * showing it
	 */
	public EndpointSecret {
		TextRules.token("secret", value, MAX_LENGTH);
	}

	/**
	 * Makes a secret that does not expire.
	 * @param value the secret
	 * @param now the current time
	 * @return the secret
	 */
	public static EndpointSecret of(String value, Instant now) {
		return new EndpointSecret(value, now, null);
	}

	/**
	 * Tells whether requests are signed with it.
	 * @param now the current time
	 * @return whether it has not expired
	 */
	public boolean isHonoured(Instant now) {
		return this.expires == null || now.isBefore(this.expires);
	}

	@Override
	public String toString() {
		return "EndpointSecret[created=" + this.created + ", expires=" + this.expires + "]";
	}

}
