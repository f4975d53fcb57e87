package dev.webhooks.receiver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.webhooks.receiver.RedisClaim.Stage;
import dev.webhooks.redis.RedisAnswer;
import dev.webhooks.redis.RedisGateway;

/**
 * The claims of this node that Redis has to hear of again: those that last, so that they
 * do not run out, and those of whose end it does not know yet. Safe for use by several
 * threads.
 */
final class HeldClaims {

	/** Of so many claims that have ended Redis is told at the most when it is back. */
	static final int MAX_ENDED = 10_000;

	private final Set<RedisClaim> claims = ConcurrentHashMap.newKeySet();

	private final Duration longest;

	/**
	 * Creates an instance.
	 * @param longest how long a claim is renewed at the most: what runs for longer than
	 * that is taken for stuck
	 */
	HeldClaims(Duration longest) {
		this.longest = longest;
	}

	/**
	 * Begins to remind Redis.
	 */
	void remind(RedisGateway<?> redis, Duration pause) {
		redis.repeat(this::remindAll, pause);
	}

	/**
	 * Has a claim renewed until it ends.
	 */
	void add(RedisClaim claim) {
		this.claims.add(claim);
	}

	/**
	 * Ends a claim, and waits until Redis knows.
	 */
	void end(RedisClaim claim, Stage end) {
		RedisAnswer<?> answer = claim.end(end);
		boolean known = answer != null && answer.await() != null;
		if (known || this.claims.size() > MAX_ENDED || !claim.isSent() && end == Stage.RELEASED) {
			this.claims.remove(claim);
		}
		else {
			this.claims.add(claim);
		}
	}

	/**
	 * Takes back a claim that Redis did not answer in time, and does not wait.
	 */
	void takeBack(RedisClaim claim) {
		if (claim.isSent() && this.claims.size() < MAX_ENDED) {
			this.claims.add(claim);
			claim.end(Stage.RELEASED);
		}
	}

	int size() {
		return this.claims.size();
	}

	private void remindAll() {
		this.claims.removeIf((claim) -> claim.age() > this.longest.toNanos());
		this.claims.forEach((claim) -> claim.remind(() -> this.claims.remove(claim)));
	}

}
