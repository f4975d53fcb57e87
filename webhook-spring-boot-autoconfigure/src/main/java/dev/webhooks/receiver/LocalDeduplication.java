package dev.webhooks.receiver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.webhooks.DurationText;
import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookEvent;

/**
 * Remembers in the bounded memory of one node which events were processed. Safe for use
 * by several threads.
 */
@Internal
public final class LocalDeduplication implements EventDeduplication {

	private final Set<EventKey> inProgress = ConcurrentHashMap.newKeySet();

	private final Cache<EventKey, Boolean> done;

	/**
	 * Creates an empty memory.
	 * @param maximumSize how many events are remembered at the most
	 * @param timeToLive how long an event is remembered
	 * @param ticker tells the time that passes
	 * @throws InvalidSettingException if one of them makes no sense
	 */
	public LocalDeduplication(long maximumSize, Duration timeToLive, Ticker ticker) {
		if (maximumSize < 0) {
			throw InvalidSettingException.of("deduplication.maximum-size", maximumSize + " is out of range.",
					"Use 0 or more, such as 100000.");
		}
		if (timeToLive.isZero() || timeToLive.isNegative()) {
			throw InvalidSettingException.of("deduplication.time-to-live",
					DurationText.of(timeToLive) + " is no time to remember events for.",
					"Use a duration such as 24h; 'maximum-size: 0' remembers none.");
		}
		this.done = Caffeine.newBuilder().maximumSize(maximumSize).expireAfterWrite(timeToLive).ticker(ticker).build();
	}

	@Override
	public EventClaim claim(WebhookEvent event) {
		EventKey key = EventKey.of(event);
		if (!this.inProgress.add(key)) {
			return EventClaim.IN_PROGRESS;
		}
		if (this.done.getIfPresent(key) != null) {
			this.inProgress.remove(key);
			return EventClaim.DONE;
		}
		return new Claim(key);
	}

	/**
	 * Forgets which events were processed. Those in progress are left.
	 */
	public void forget() {
		this.done.invalidateAll();
	}

	/**
	 * How many events are remembered or in progress.
	 */
	long size() {
		this.done.cleanUp();
		return this.done.estimatedSize() + this.inProgress.size();
	}

	private final class Claim implements EventClaim {

		private final EventKey key;

		private Claim(EventKey key) {
			this.key = key;
		}

		@Override
		public State state() {
			return State.NEW;
		}

		@Override
		public void complete() {
			LocalDeduplication.this.done.put(this.key, Boolean.TRUE);
			release();
		}

		@Override
		public void release() {
			LocalDeduplication.this.inProgress.remove(this.key);
		}

	}

}
