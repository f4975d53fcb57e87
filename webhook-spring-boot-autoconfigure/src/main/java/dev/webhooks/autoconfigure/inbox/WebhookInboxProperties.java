package dev.webhooks.autoconfigure.inbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import dev.webhooks.autoconfigure.provider.FailureProperties;
import dev.webhooks.delivery.engine.EngineSettings;

/**
 * {@link ConfigurationProperties Properties} of the inbox.
 */
@ConfigurationProperties("webhooks.inbox")
public class WebhookInboxProperties {

	/**
	 * Where events are stored before they are acknowledged.
	 */
	private InboxType type = InboxType.AUTO;

	/**
	 * Whose events they are: applications that share the tables see only their own. All
	 * nodes and versions of one application have the same. The name of the application by
	 * default.
	 */
	private @Nullable String application;

	/**
	 * Listeners that run at once at the most.
	 */
	private int concurrency = 16;

	/**
	 * Bytes of bodies that are held in memory for listeners, for each provider. All of
	 * them together hold no more than a quarter of the heap.
	 */
	private DataSize bufferSize = DataSize.ofMegabytes(16);

	/**
	 * How long a node that is not heard of keeps the deliveries it has begun. Nodes whose
	 * clocks differ by more run deliveries twice.
	 */
	private Duration lease = Duration.ofMinutes(1);

	/**
	 * How often deliveries are looked for that are due.
	 */
	private Duration pollInterval = Duration.ofSeconds(1);

	/**
	 * How long a listener may take before it is interrupted.
	 */
	private @Nullable Duration listenerTimeout = Duration.ofMinutes(5);

	/**
	 * Whether a dead delivery holds up later ones of the same order key until it is
	 * retried.
	 */
	private boolean deadBlocksOrder;

	/**
	 * Exceptions by what they mean for the next attempt, for all listeners.
	 */
	@NestedConfigurationProperty
	private final FailureProperties retry = new FailureProperties();

	private final Accept accept = new Accept();

	private final Retention retention = new Retention();

	public InboxType getType() {
		return this.type;
	}

	public void setType(InboxType type) {
		this.type = type;
	}

	public @Nullable String getApplication() {
		return this.application;
	}

	public void setApplication(@Nullable String application) {
		this.application = application;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public DataSize getBufferSize() {
		return this.bufferSize;
	}

	public void setBufferSize(DataSize bufferSize) {
		this.bufferSize = bufferSize;
	}

	public Duration getLease() {
		return this.lease;
	}

	public void setLease(Duration lease) {
		this.lease = lease;
	}

	public Duration getPollInterval() {
		return this.pollInterval;
	}

	public void setPollInterval(Duration pollInterval) {
		this.pollInterval = pollInterval;
	}

	public @Nullable Duration getListenerTimeout() {
		return this.listenerTimeout;
	}

	public void setListenerTimeout(@Nullable Duration listenerTimeout) {
		this.listenerTimeout = listenerTimeout;
	}

	public boolean isDeadBlocksOrder() {
		return this.deadBlocksOrder;
	}

	public void setDeadBlocksOrder(boolean deadBlocksOrder) {
		this.deadBlocksOrder = deadBlocksOrder;
	}

	public FailureProperties getRetry() {
		return this.retry;
	}

	public Accept getAccept() {
		return this.accept;
	}

	public Retention getRetention() {
		return this.retention;
	}

	@Nullable Duration toTimeout() {
		Assert.isTrue(this.listenerTimeout == null || this.listenerTimeout.toMillis() >= 1,
				"'listener-timeout' must be at least 1ms");
		return this.listenerTimeout;
	}

	EngineSettings toSettings(Duration shutdownTimeout) {
		return new EngineSettings(this.accept.toSettings(), this.concurrency, this.bufferSize.toBytes(), this.lease,
				this.pollInterval, this.deadBlocksOrder,
				new EngineSettings.Retention(this.retention.getBodies(), this.retention.getEvents()), shutdownTimeout);
	}

	/**
	 * How events are taken in.
	 */
	public static class Accept {

		/**
		 * Events that share a transaction at the most.
		 */
		private int batchSize = 256;

		/**
		 * Events that wait for their transaction at the most. Further ones are answered
		 * 503.
		 */
		private int queueCapacity = 1000;

		/**
		 * Bytes of bodies that wait for their transaction at the most. Further ones are
		 * answered 503.
		 */
		private DataSize queueSize = DataSize.ofMegabytes(64);

		/**
		 * How long a request waits for its transaction before it is answered 503.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		public int getBatchSize() {
			return this.batchSize;
		}

		public void setBatchSize(int batchSize) {
			this.batchSize = batchSize;
		}

		public int getQueueCapacity() {
			return this.queueCapacity;
		}

		public void setQueueCapacity(int queueCapacity) {
			this.queueCapacity = queueCapacity;
		}

		public DataSize getQueueSize() {
			return this.queueSize;
		}

		public void setQueueSize(DataSize queueSize) {
			this.queueSize = queueSize;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

		private EngineSettings.Accept toSettings() {
			return new EngineSettings.Accept(this.batchSize, this.queueCapacity, this.queueSize.toBytes(),
					this.timeout);
		}

	}

	/**
	 * How long events are kept.
	 */
	public static class Retention {

		/**
		 * How long bodies and headers are kept.
		 */
		private Duration bodies = Duration.ofDays(30);

		/**
		 * How long events are kept, by which redeliveries are recognised.
		 */
		private Duration events = Duration.ofDays(90);

		public Duration getBodies() {
			return this.bodies;
		}

		public void setBodies(Duration bodies) {
			this.bodies = bodies;
		}

		public Duration getEvents() {
			return this.events;
		}

		public void setEvents(Duration events) {
			this.events = events;
		}

	}

}
