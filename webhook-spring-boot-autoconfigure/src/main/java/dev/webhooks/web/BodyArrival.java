package dev.webhooks.web;

import java.time.Duration;

/**
 * Tells of a body what the servlet API does not: whether there is something to read right
 * now. A request has it as an attribute where the container is known well enough.
 */
interface BodyArrival {

	/** Name of the attribute. */
	String ATTRIBUTE = BodyArrival.class.getName();

	/**
	 * Whether a read would come back at once, with bytes or with the end of the body.
	 */
	boolean hasArrived();

	/**
	 * How long the container itself waits for the next byte.
	 */
	Duration readTimeout();

}
