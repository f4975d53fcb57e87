package dev.webhooks.provider.settings;

/**
 * What the inbox keeps of an event whose document was decoded.
 */
public enum StoredPayload {

	/** The document: a key that is rotated loses nothing that was acknowledged. */
	DECODED,

	/** What came; it is decoded again at each delivery. */
	RECEIVED

}
