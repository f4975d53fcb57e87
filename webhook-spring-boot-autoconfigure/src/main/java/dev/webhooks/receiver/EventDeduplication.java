package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;

/**
 * Remembers in bounded memory which events were processed inline. An event that failed is
 * forgotten, so that its redelivery is processed. Safe for use by several threads.
 */
@Internal
public final class EventDeduplication {

	private static final int MAX_ID_LENGTH = 255;

	/** No event has such an id. */
	private static final String HASHED = "\0";

	private final Set<Key> inProgress = ConcurrentHashMap.newKeySet();

	private final Cache<Key, Boolean> done;

	/**
	 * Creates an empty memory.
	 * @param maximumSize how many events are remembered at the most
	 * @param timeToLive how long an event is remembered
	 * @param ticker tells the time that passes
	 */
	public EventDeduplication(long maximumSize, Duration timeToLive, Ticker ticker) {
		this.done = Caffeine.newBuilder().maximumSize(maximumSize).expireAfterWrite(timeToLive).ticker(ticker).build();
	}

	/**
	 * Claims an event. One that is {@link State#NEW} is the caller's to process, and to
	 * end by {@link #complete} or {@link #release}.
	 */
	State claim(WebhookEvent event) {
		Key key = Key.of(event);
		if (!this.inProgress.add(key)) {
			return State.IN_PROGRESS;
		}
		if (this.done.getIfPresent(key) != null) {
			this.inProgress.remove(key);
			return State.DONE;
		}
		return State.NEW;
	}

	void complete(WebhookEvent event) {
		Key key = Key.of(event);
		this.done.put(key, Boolean.TRUE);
		this.inProgress.remove(key);
	}

	void release(WebhookEvent event) {
		this.inProgress.remove(Key.of(event));
	}

	/**
	 * How many events are remembered or in progress.
	 */
	long size() {
		this.done.cleanUp();
		return this.done.estimatedSize() + this.inProgress.size();
	}

	enum State {

		NEW, IN_PROGRESS, DONE

	}

	private record Key(String provider, @Nullable String tenant, String id) {

		static Key of(WebhookEvent event) {
			return new Key(event.provider(), event.tenant(), shortened(event.id()));
		}

		/**
		 * The number of remembered ids is bounded, and so has to be the length of each.
		 */
		private static String shortened(String id) {
			if (id.length() <= MAX_ID_LENGTH) {
				return id;
			}
			try {
				MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
				return HASHED + HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java platform has SHA-256", ex);
			}
		}

	}

}
