package dev.webhooks.test.received;

/**
 * Whether a receiver asks clients for a certificate in the TLS handshake.
 */
public enum ClientCertificates {

	/** None is asked for. */
	NONE,

	/** A client may have one. */
	WANTED,

	/** A client without one is not connected. */
	NEEDED

}
