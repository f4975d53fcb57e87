package dev.webhooks.receiver;

/**
 * Treatment of events while the Redis is away that tells which were processed.
 */
public enum WithoutRedis {

	/** They are answered 503, so that the provider sends them again. */
	REFUSE,

	/** They are processed, and each node recognises what it has processed itself. */
	PROCESS

}
