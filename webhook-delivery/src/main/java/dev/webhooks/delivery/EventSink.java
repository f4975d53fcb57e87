package dev.webhooks.delivery;

import java.util.List;

/**
 * The way into deliveries: whatever receives or makes messages hands them over here.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface EventSink {

	/**
	 * Takes messages over, and returns when they cannot be lost any more.
	 * @param submissions the messages
	 * @return what became of each message, in the same order
	 * @throws StoreUnavailableException if one of them cannot be stored now; others may
	 * be, which makes them duplicates when they are submitted again
	 * @throws MessageTooLargeException if one of them is larger than the store takes
	 */
	List<AddOutcome> accept(List<Submission> submissions);

}
