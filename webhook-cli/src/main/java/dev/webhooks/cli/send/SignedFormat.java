package dev.webhooks.cli.send;

/**
 * How a signed request is shown.
 */
enum SignedFormat {

	/** Its headers, one a line. */
	HEADERS,

	/** A command of curl that sends it. */
	CURL,

	/** The whole request as HTTP writes it. */
	HTTP

}
