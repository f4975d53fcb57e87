package dev.webhooks.docs;

/**
 * Tickets that the application has issued to its partners.
 */
interface Tickets {

	boolean isIssued(String ticket);

}
