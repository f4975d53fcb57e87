package dev.webhooks.sender.address;

/**
 * The reasons why a URL is none for an endpoint.
 */
public enum UrlRefusal {

	/** Not a URL as RFC 3986 writes it, or too long. */
	MALFORMED("It must be a URL such as https://example.com/webhooks, with no more than 2048 characters."),

	/** Another scheme than https, or http without networks for it. */
	SCHEME("It must begin with https://."),

	/** A user name or a password. */
	USER_INFO("It must not hold a user name or a password."),

	/** A fragment, which is never sent. */
	FRAGMENT("It must not have a '#'."),

	/** A port that is not allowed. */
	PORT("Its port is not allowed."),

	/** No name of a host and no address, or one that is read in several ways. */
	HOST("Its host must be a name, or an address in its usual form."),

	/** A name of a private network. */
	LOCAL_NAME("Its host must be a name of the internet."),

	/** An address that may not be connected to. */
	ADDRESS("Its address must be one of the internet.");

	private final String text;

	UrlRefusal(String text) {
		this.text = text;
	}

	/**
	 * Sentence for whoever registers the URL.
	 * @return the sentence
	 */
	public String text() {
		return this.text;
	}

}
