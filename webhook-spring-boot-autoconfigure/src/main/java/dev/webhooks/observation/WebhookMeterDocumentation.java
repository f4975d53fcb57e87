package dev.webhooks.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * Documented meters that are not those of {@link WebhookObservationDocumentation
 * observations}. The tables in {@code docs/observability.md} are written of them.
 */
public enum WebhookMeterDocumentation implements MeterDocumentation {

	/** Wait of requests until their events are stored. */
	ACCEPT("webhook.accept", Meter.Type.TIMER, "Wait of requests until their events are stored", null, Keys.CHANNEL),

	/** Verified requests. */
	VERIFICATIONS("webhook.verifications", Meter.Type.COUNTER, "Verified requests by the secret that matched", null,
			Keys.CHANNEL, Keys.KEY),

	/** Time between an event and its receipt. */
	LAG_RECEIPT("webhook.lag.receipt", Meter.Type.TIMER, "Time from when events occurred to their receipt", null,
			Keys.CHANNEL),

	/** Time between the receipt of an event and its first run. */
	LAG_START("webhook.lag.start", Meter.Type.TIMER, "Time from the receipt of events to the first run", null,
			Keys.CHANNEL),

	/** Ended runs. */
	DELIVERIES("webhook.deliveries", Meter.Type.COUNTER, "Ended runs by where the delivery stands then", null,
			Keys.CHANNEL, Keys.STATUS),

	/** Open deliveries. */
	BACKLOG("webhook.backlog", Meter.Type.GAUGE, "Deliveries that are neither processed nor given up", null,
			Keys.ENGINE, Keys.CHANNEL),

	/** Age of the oldest due delivery. */
	BACKLOG_AGE("webhook.backlog.age", Meter.Type.GAUGE, "Time since the oldest delivery that is due became so",
			"seconds", Keys.ENGINE, Keys.CHANNEL),

	/** Dead deliveries. */
	DEAD("webhook.dead", Meter.Type.GAUGE, "Deliveries that were given up", null, Keys.ENGINE, Keys.CHANNEL),

	/** Orphaned deliveries. */
	ORPHANED("webhook.orphaned", Meter.Type.GAUGE, "Open deliveries to targets that no node has", null, Keys.ENGINE,
			Keys.CHANNEL),

	/** Paused targets and open circuit breakers. */
	GATES_CLOSED("webhook.gates.closed", Meter.Type.GAUGE,
			"Targets and channels that are paused, or whose circuit " + "breaker is open", null, Keys.ENGINE,
			Keys.CHANNEL),

	/** Fill of the queue to the store. */
	QUEUE("webhook.queue", Meter.Type.GAUGE, "How full the queue to the store is, from 0 to 1", null, Keys.ENGINE,
			Keys.CHANNEL),

	/** Leases that others have taken over. */
	LEASES_LOST("webhook.leases.lost", Meter.Type.COUNTER,
			"Deliveries that another node has taken over while they " + "ran, so that they may have run twice", null,
			Keys.ENGINE, Keys.CHANNEL),

	/** State of an engine. */
	ENGINE_UP("webhook.engine.up", Meter.Type.GAUGE, "Whether the engine runs and its store can be reached, 1 or 0",
			null, Keys.ENGINE, Keys.CHANNEL),

	/** Time that is left until no secret of a provider is valid any longer. */
	SECRET_EXPIRES("webhook.secret.expires", Meter.Type.GAUGE,
			"Time until no secret of the provider is valid any " + "longer; absent where one never expires", "seconds",
			Keys.CHANNEL);

	/** Key of the channel, in the inbox the provider; {@link #ALL} for a whole engine. */
	static final String CHANNEL = "channel";

	/** Key of the engine. */
	static final String ENGINE = "engine";

	/** Value of {@link #CHANNEL} where an engine is measured as a whole. */
	static final String ALL = "all";

	private final String name;

	private final Meter.Type type;

	private final String description;

	private final @Nullable String unit;

	private final KeyName[] keys;

	WebhookMeterDocumentation(String name, Meter.Type type, String description, @Nullable String unit,
			KeyName... keys) {
		this.name = name;
		this.type = type;
		this.description = description;
		this.unit = unit;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/**
	 * Description that the registry has.
	 * @return a phrase
	 */
	public String description() {
		return this.description;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.unit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	/**
	 * Keys of the meters. Each meter has all of its keys always.
	 */
	public enum Keys implements KeyName {

		/** Name of the channel, in the inbox the provider, or all. */
		CHANNEL(WebhookMeterDocumentation.CHANNEL),

		/** Name of the engine, inbox or outbox. */
		ENGINE(WebhookMeterDocumentation.ENGINE),

		/** Position of the secret that matched, 0 for the newest. */
		KEY("key"),

		/** Status of the delivery in lower case. */
		STATUS("status");

		private final String key;

		Keys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
