package dev.webhooks.actuate;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Refuses what an operator asks for, with a reason that is shown as it is.
 */
final class RefusedOperationException extends InvalidEndpointRequestException {

	private static final int BAD_REQUEST = 400;

	private static final int CONFLICT = 409;

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String text;

	private RefusedOperationException(int status, String reason) {
		super(reason, reason);
		this.status = status;
		this.text = reason;
	}

	/** The request cannot be understood. */
	static RefusedOperationException invalid(String reason) {
		return new RefusedOperationException(BAD_REQUEST, reason);
	}

	/** The request is understood, but does not go with what is stored. */
	static RefusedOperationException conflict(String reason) {
		return new RefusedOperationException(CONFLICT, reason);
	}

	String reason() {
		return this.text;
	}

	int status() {
		return this.status;
	}

}
