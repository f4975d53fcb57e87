package dev.webhooks;

import java.util.Locale;

/**
 * Why a request was not accepted, with the HTTP status that answers it.
 * <p>
 * The reason is for the log and the metrics; the answer never tells more than its status.
 */
public enum RejectionReason {

	/** The application has no enabled provider of that name. */
	UNKNOWN_PROVIDER(404),

	/** The provider does not send requests with this method. */
	METHOD_NOT_ALLOWED(405),

	/** The request came in the clear from a public address. */
	INSECURE_TRANSPORT(403),

	/** The client's address is not in the provider's allowlist. */
	ADDRESS_NOT_ALLOWED(403),

	/** The request came without the client certificate that is required. */
	CLIENT_CERTIFICATE_MISSING(403),

	/** The client certificate is not the one that is required. */
	CLIENT_CERTIFICATE_REFUSED(403),

	/** The provider never sends this content type or content encoding. */
	UNSUPPORTED_CONTENT_TYPE(415),

	/** The body is larger than the provider's limit. */
	BODY_TOO_LARGE(413),

	/** The body was not there in time. */
	BODY_TIMEOUT(408),

	/** The body could not be read to its end. */
	BODY_INCOMPLETE(400),

	/** Too many requests. */
	RATE_LIMITED(429),

	/** The request carries no signature, or lacks something that is signed. */
	SIGNATURE_MISSING(401),

	/** The signature, or something that is signed, is not of the expected form. */
	SIGNATURE_MALFORMED(401),

	/** The signature does not match the request. */
	SIGNATURE_MISMATCH(401),

	/** The request was signed too long ago. */
	TIMESTAMP_TOO_OLD(401),

	/** The request was signed in the future. */
	TIMESTAMP_IN_FUTURE(401),

	/**
	 * There is no secret to verify the request with: all are expired or none is known.
	 */
	NO_SECRET(401),

	/** Whether the request is authentic could not be found out. */
	VERDICT_UNKNOWN(503),

	/**
	 * Whether the request is authentic could not be found out, because too many keys had
	 * to be fetched lately.
	 */
	TOO_MANY_KEYS(503),

	/**
	 * Whether the request is authentic could not be found out, because its client has
	 * lately named too many tenants that nobody knows.
	 */
	TOO_MANY_TENANTS(503),

	/**
	 * Whether the request is authentic could not be found out, because the provider was
	 * asked about too many requests lately.
	 */
	TOO_MANY_CALLBACKS(503),

	/** The handshake of the provider was refused. */
	HANDSHAKE_REFUSED(403),

	/** The payload is not what the content type says, or not what a listener needs. */
	MALFORMED_PAYLOAD(400),

	/**
	 * The request is authentic, but an event of it holds what no database keeps: a NUL,
	 * half of a surrogate pair, or a tenant or type that is too long.
	 */
	UNSTORABLE_EVENT(400),

	/** The same event is being processed right now. */
	IN_PROGRESS(503),

	/** Whether the event was processed before could not be found out. */
	DUPLICATES_UNKNOWN(503),

	/** The inbox cannot take the event now. */
	INBOX_UNAVAILABLE(503),

	/** The provider, or a listener of the event, is paused. */
	PAUSED(503),

	/** An exception of a listener, or an answer of its own with a server error. */
	LISTENER_FAILED(500),

	/** A guard, a scheme or what writes the answer failed. */
	UNEXPECTED_FAILURE(500);

	private final int status;

	private final String code;

	RejectionReason(int status) {
		this.status = status;
		this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * HTTP status of the answer.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Name of the reason in logs and metrics.
	 * @return the name in lower case with hyphens
	 */
	public String code() {
		return this.code;
	}

}
