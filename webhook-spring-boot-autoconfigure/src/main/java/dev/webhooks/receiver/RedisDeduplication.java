package dev.webhooks.receiver;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import org.jspecify.annotations.Nullable;

import dev.webhooks.DurationText;
import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.receiver.EventClaim.State;
import dev.webhooks.receiver.RedisClaim.Stage;
import dev.webhooks.redis.RedisGateway;

/**
 * Shares in Redis which events all nodes process, and have processed. What a node claims
 * is free again after a lease, unless it is renewed: a node that dies keeps nothing. Safe
 * for use by several threads.
 */
@Internal
public final class RedisDeduplication implements EventDeduplication, AutoCloseable {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	/** A listener that runs for longer is stuck. */
	private static final Duration LONGEST_CLAIM = Duration.ofHours(1);

	/** A lease outlasts two reminders that are lost. */
	private static final int REMINDERS = 3;

	/** The end of a claim is told soon, however long leases are. */
	private static final Duration BETWEEN_REMINDERS = Duration.ofSeconds(5);

	private final RedisGateway<ClaimCommands> redis;

	private final String prefix;

	private final LocalDeduplication local;

	private final Settings settings;

	private final HeldClaims held;

	/**
	 * Creates an instance, for which Redis is away until it is told to {@link #connect}.
	 * @param client the client of Redis; the caller closes it
	 * @param prefix what the names of all keys in Redis begin with
	 * @param local remembers what this node has processed
	 * @param settings the settings
	 */
	public RedisDeduplication(RedisClient client, String prefix, LocalDeduplication local, Settings settings) {
		this(client, prefix, local, settings, LONGEST_CLAIM);
	}

	RedisDeduplication(RedisClient client, String prefix, LocalDeduplication local, Settings settings,
			Duration longestClaim) {
		this.prefix = prefix + "event:";
		this.redis = new RedisGateway<>(client,
				new ClaimCommands.Use(this.prefix, settings.lease(), settings.timeToLive(), settings.withoutRedis()),
				settings.timeout());
		this.local = local;
		this.settings = settings;
		this.held = new HeldClaims(longestClaim);
	}

	/**
	 * Connects, and waits for the first attempt.
	 * @param atMost how long to wait at the most
	 * @return why Redis refused it, or {@code null} if it did not, or does not answer
	 */
	public @Nullable String connect(Duration atMost) {
		this.redis.connect();
		Duration pause = this.settings.lease().dividedBy(REMINDERS);
		this.held.remind(this.redis, (pause.compareTo(BETWEEN_REMINDERS) < 0) ? pause : BETWEEN_REMINDERS);
		return this.redis.awaitRefusal(atMost);
	}

	/**
	 * Whether events are claimed in Redis now.
	 * @return whether they are, and Redis is not away
	 */
	public boolean isShared() {
		return this.redis.isOpen();
	}

	@Override
	public EventClaim claim(WebhookEvent event) {
		EventClaim own = this.local.claim(event);
		if (own.state() != State.NEW) {
			return own;
		}
		boolean claimed = false;
		try {
			RedisClaim claim = new RedisClaim(this.redis, this.prefix + EventKey.of(event).text());
			State state = state(claim);
			claimed = state == State.NEW;
			return claimed ? new SharedClaim(own, claim)
					: (state == State.DONE) ? EventClaim.DONE : EventClaim.IN_PROGRESS;
		}
		finally {
			if (!claimed) {
				own.release();
			}
		}
	}

	@Override
	public void close() {
		this.redis.close();
	}

	/**
	 * Whether Redis has made the claim that it did not answer in time is not known.
	 * Either it is kept, or taken back.
	 */
	private State state(RedisClaim claim) {
		State state = claim.claim();
		if (state == null && this.settings.withoutRedis() == WithoutRedis.PROCESS) {
			state = State.NEW;
		}
		if (state == State.NEW) {
			this.held.add(claim);
		}
		if (state == null) {
			this.held.takeBack(claim);
			throw new WebhookRejectedException(RejectionReason.DUPLICATES_UNKNOWN,
					"Redis does not say whether the event was processed", RETRY_AFTER, null);
		}
		return state;
	}

	/**
	 * Settings of what is shared.
	 *
	 * @param timeToLive how long an event is remembered
	 * @param lease how long a claim lasts that nobody renews
	 * @param timeout how long is waited for one answer of Redis at the most
	 * @param withoutRedis what becomes of events while Redis is away
	 */
	public record Settings(Duration timeToLive, Duration lease, Duration timeout, WithoutRedis withoutRedis) {

		/**
		 * Creates settings.
		 * @throws InvalidSettingException if one of them makes no sense
		 */
		public Settings {
			if (timeout.isZero() || timeout.isNegative()) {
				throw InvalidSettingException.of("deduplication.redis-timeout",
						DurationText.of(timeout) + " is no time to wait.", "Use a duration such as 500ms.");
			}
			if (lease.compareTo(timeout.multipliedBy(REMINDERS + 1)) < 0) {
				throw InvalidSettingException.of("deduplication.lease",
						"%s is too short to be renewed in time by a Redis that may take %s to answer."
							.formatted(DurationText.of(lease), DurationText.of(timeout)),
						"Use at least four times 'redis-timeout', such as 30s.");
			}
		}

	}

	private final class SharedClaim implements EventClaim {

		private final EventClaim own;

		private final RedisClaim shared;

		private SharedClaim(EventClaim own, RedisClaim shared) {
			this.own = own;
			this.shared = shared;
		}

		@Override
		public State state() {
			return State.NEW;
		}

		@Override
		public void complete() {
			this.own.complete();
			RedisDeduplication.this.held.end(this.shared, Stage.COMPLETED);
		}

		@Override
		public void release() {
			RedisDeduplication.this.held.end(this.shared, Stage.RELEASED);
			this.own.release();
		}

	}

}
