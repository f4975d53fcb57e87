package dev.webhooks.autoconfigure;

/**
 * Place where events are remembered that were processed before the answer.
 */
public enum DeduplicationStore {

	/** In the memory of each node. */
	LOCAL,

	/** In Redis, for all nodes together. */
	REDIS

}
