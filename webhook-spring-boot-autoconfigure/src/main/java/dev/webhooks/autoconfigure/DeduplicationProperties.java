package dev.webhooks.autoconfigure;

import java.time.Duration;

import dev.webhooks.receiver.WithoutRedis;

/**
 * Properties of the memory of events that were processed inline.
 */
public class DeduplicationProperties {

	/**
	 * Where events are remembered.
	 */
	private DeduplicationStore store = DeduplicationStore.LOCAL;

	/**
	 * Events that each node remembers at the most.
	 */
	private long maximumSize = 100_000;

	/**
	 * How long an event is remembered.
	 */
	private Duration timeToLive = Duration.ofHours(24);

	/**
	 * How long the events of a node that has died are kept from the other nodes.
	 */
	private Duration lease = Duration.ofSeconds(30);

	/**
	 * How long an event waits for Redis at the most, before and after it is processed.
	 */
	private Duration redisTimeout = Duration.ofMillis(500);

	/**
	 * Treatment of events while Redis is away: they are answered 503, or processed though
	 * another node may have processed them.
	 */
	private WithoutRedis withoutRedis = WithoutRedis.REFUSE;

	public DeduplicationStore getStore() {
		return this.store;
	}

	public void setStore(DeduplicationStore store) {
		this.store = store;
	}

	public long getMaximumSize() {
		return this.maximumSize;
	}

	public void setMaximumSize(long maximumSize) {
		this.maximumSize = maximumSize;
	}

	public Duration getTimeToLive() {
		return this.timeToLive;
	}

	public void setTimeToLive(Duration timeToLive) {
		this.timeToLive = timeToLive;
	}

	public Duration getLease() {
		return this.lease;
	}

	public void setLease(Duration lease) {
		this.lease = lease;
	}

	public Duration getRedisTimeout() {
		return this.redisTimeout;
	}

	public void setRedisTimeout(Duration redisTimeout) {
		this.redisTimeout = redisTimeout;
	}

	public WithoutRedis getWithoutRedis() {
		return this.withoutRedis;
	}

	public void setWithoutRedis(WithoutRedis withoutRedis) {
		this.withoutRedis = withoutRedis;
	}

}
