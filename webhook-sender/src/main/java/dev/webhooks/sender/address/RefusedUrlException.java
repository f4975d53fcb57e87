package dev.webhooks.sender.address;

/**
 * Thrown when a URL is none for an endpoint. The message does not have the URL, which may
 * hold secrets.
 */
@SuppressWarnings("serial")
public final class RefusedUrlException extends Exception {

	private final UrlRefusal reason;

	RefusedUrlException(UrlRefusal reason) {
		super(reason.text());
		this.reason = reason;
	}

	/**
	 * Reason of the refusal.
	 * @return the reason
	 */
	public UrlRefusal reason() {
		return this.reason;
	}

}
