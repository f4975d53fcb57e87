package dev.webhooks.delivery.engine;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How a {@link DeliveryEngine} works. Immutable.
 *
 * @param accept how events are taken in
 * @param concurrency how many deliveries run at once at the most
 * @param bufferSize how many bytes of bodies wait in memory for each channel
 * @param lease how long a node that is not heard of keeps its deliveries
 * @param pollInterval how often deliveries are looked for that are due
 * @param deadBlocksKey whether a dead delivery blocks later ones of the same order key
 * @param retention how long events are kept
 * @param shutdownTimeout how long deliveries that run may take when the application stops
 */
public record EngineSettings(Accept accept, int concurrency, long bufferSize, Duration lease, Duration pollInterval,
		boolean deadBlocksKey, Retention retention, Duration shutdownTimeout) {

	/**
	 * Settings of an application that sets nothing.
	 */
	public static final EngineSettings DEFAULT = new EngineSettings(
			new Accept(256, 1000, 64L * 1024 * 1024, Duration.ofSeconds(5)), 16, 16L * 1024 * 1024,
			Duration.ofMinutes(1), Duration.ofSeconds(1), false,
			new Retention(Duration.ofDays(30), Duration.ofDays(90)), Duration.ofSeconds(25));

	public EngineSettings {
		Assert.isTrue(concurrency >= 1, "'concurrency' must be at least 1");
		Assert.isTrue(bufferSize >= 1, "'buffer-size' must be at least 1B");
		Assert.isTrue(lease.compareTo(Duration.ofMillis(300)) >= 0, "'lease' must be at least 300ms");
		Assert.isTrue(pollInterval.toMillis() >= 1, "'poll-interval' must be at least 1ms");
	}

	/**
	 * How events are taken in.
	 *
	 * @param batchSize how many events share a transaction at the most
	 * @param queueCapacity how many events wait for their transaction at the most
	 * @param queueSize how many bytes of bodies wait at the most
	 * @param timeout how long a request waits for its transaction
	 */
	public record Accept(int batchSize, int queueCapacity, long queueSize, Duration timeout) {

		public Accept {
			Assert.isTrue(batchSize >= 1 && batchSize <= 1000, "'batch-size' must be from 1 to 1000");
			Assert.isTrue(queueCapacity >= 1, "'queue-capacity' must be at least 1");
			Assert.isTrue(timeout.toMillis() >= 1, "'timeout' must be at least 1ms");
		}

	}

	/**
	 * How long events are kept.
	 *
	 * @param bodies the time after which bodies and headers are removed
	 * @param events the time after which events are removed
	 */
	public record Retention(Duration bodies, Duration events) {

		public Retention {
			Assert.isTrue(bodies.toMillis() >= 1, "'retention.bodies' must be at least 1ms");
			Assert.isTrue(events.toMillis() >= 1, "'retention.events' must be at least 1ms");
		}

	}

}
