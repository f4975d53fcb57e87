package dev.webhooks.receiver;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.webhooks.redis.RedisAnswer;
import dev.webhooks.redis.RedisGateway;

/**
 * Claim of this node, which Redis is told of until it has answered: that it lasts, and
 * how it ended. Safe for use by several threads.
 */
final class RedisClaim {

	private final RedisGateway<ClaimCommands> redis;

	private final String key;

	private final String token = UUID.randomUUID().toString();

	private final long since = System.nanoTime();

	private Stage stage = Stage.RUNNING;

	/** Else there is nothing to take back. */
	private boolean sent;

	RedisClaim(RedisGateway<ClaimCommands> redis, String key) {
		this.redis = redis;
		this.key = key;
	}

	/**
	 * Time that this claim is old.
	 * @return nanoseconds
	 */
	long age() {
		return System.nanoTime() - this.since;
	}

	synchronized boolean isRunning() {
		return this.stage == Stage.RUNNING;
	}

	/**
	 * Claims the event, and waits for the answer.
	 * @return whether the event is this node's, is another's or was processed;
	 * {@code null} if Redis does not say in time
	 */
	EventClaim.@Nullable State claim() {
		RedisAnswer<EventClaim.State> answer;
		synchronized (this) {
			answer = this.redis.ask((commands) -> commands.claim(this.key, this.token));
			this.sent = answer != null;
		}
		return (answer != null) ? answer.await() : null;
	}

	/**
	 * Ends this claim.
	 * @param end how it ended
	 * @return the answer, or {@code null} if Redis could not be told
	 */
	synchronized @Nullable RedisAnswer<?> end(Stage end) {
		this.stage = end;
		return this.redis.ask((commands) -> tell(commands, end));
	}

	/**
	 * Whether Redis may know of this claim.
	 * @return whether it was ever told
	 */
	synchronized boolean isSent() {
		return this.sent;
	}

	/**
	 * Tells Redis once more, and does not wait. A claim that ends meanwhile says so after
	 * this, so that what has ended is not renewed.
	 * @param known is told once Redis knows how this claim ended
	 */
	synchronized void remind(Runnable known) {
		Stage told = this.stage;
		this.sent = true;
		this.redis.ask((commands) -> tell(commands, told).thenRun(() -> {
			if (told != Stage.RUNNING) {
				known.run();
			}
		}));
	}

	private CompletableFuture<?> tell(ClaimCommands commands, Stage stage) {
		return switch (stage) {
			case RUNNING -> commands.claim(this.key, this.token);
			case COMPLETED -> commands.complete(this.key);
			case RELEASED -> commands.release(this.key, this.token);
		};
	}

	/**
	 * Stage of a claim.
	 */
	enum Stage {

		RUNNING, COMPLETED, RELEASED

	}

}
