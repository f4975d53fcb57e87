package dev.webhooks.request;

/**
 * One part of a form: a field or a file.
 *
 * @param head the head
 * @param content the bytes
 */
record FormPart(PartHead head, byte[] content) {

	String name() {
		return this.head.name();
	}

}
