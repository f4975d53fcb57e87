package dev.webhooks.provider.settings;

/**
 * Form in which the inbox keeps an event whose document was decoded.
 */
public enum StoredPayload {

	/** The document: a key that is rotated loses nothing that was acknowledged. */
	DECODED,

	/** Request as it came; it is decoded again at each delivery. */
	RECEIVED

}
