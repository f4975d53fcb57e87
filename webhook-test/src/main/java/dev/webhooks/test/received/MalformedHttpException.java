package dev.webhooks.test.received;

import java.io.IOException;

/**
 * Says that what arrived is no HTTP/1.1, or more than is read.
 */
final class MalformedHttpException extends IOException {

	private static final long serialVersionUID = 1L;

	MalformedHttpException(String message) {
		super(message);
	}

}
