package dev.webhooks.signature;

import java.time.Duration;

import dev.webhooks.RejectionReason;
import dev.webhooks.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of a {@link SignatureScheme} on a request.
 */
public sealed interface Verification {

	/**
	 * The request is authentic.
	 *
	 * @param secret the secret that matched, or {@code null} where the scheme has none
	 */
	record Verified(@Nullable Secret secret) implements Verification {

	}

	/**
	 * The request is not authentic.
	 *
	 * @param reason why
	 * @param detail what the log should say; no secret, signature or part of a body
	 * @param age how long ago it was signed, negative for the future, where that is the
	 * reason
	 * @param advice what to look at, for the log, where nothing needs to be tried to know
	 * it; continues the detail behind a colon; {@code null} if the detail says it all
	 */
	record Refused(RejectionReason reason, String detail, @Nullable Duration age,
			@Nullable String advice) implements Verification {

		/**
		 * Creates a verdict that is not about time.
		 * @param reason why
		 * @param detail what the log should say; no secret, signature or part of a body
		 */
		public Refused(RejectionReason reason, String detail) {
			this(reason, detail, null, null);
		}

		/**
		 * Creates a verdict.
		 * @param reason why
		 * @param detail what the log should say; no secret, signature or part of a body
		 * @param advice what to look at
		 */
		public Refused(RejectionReason reason, String detail, String advice) {
			this(reason, detail, null, advice);
		}

	}

	/**
	 * Whether the request is authentic could not be found out, for example because a key
	 * could not be fetched. The provider is asked to deliver again.
	 *
	 * @param reason why, with a status that asks for another delivery
	 * @param detail what the log should say
	 * @param cause the cause or {@code null}
	 */
	record Undetermined(RejectionReason reason, String detail, @Nullable Throwable cause) implements Verification {

		/**
		 * Creates a verdict for which the client is not to blame.
		 * @param detail what the log should say
		 * @param cause the cause or {@code null}
		 */
		public Undetermined(String detail, @Nullable Throwable cause) {
			this(RejectionReason.VERDICT_UNKNOWN, detail, cause);
		}

	}

}
