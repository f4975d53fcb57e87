package dev.webhooks.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documented observations. The tables in {@code docs/observability.md} are written of
 * them.
 */
public enum WebhookObservationDocumentation implements ObservationDocumentation {

	/**
	 * A request of a provider, from its head to its answer.
	 */
	RECEIVE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultReceiveObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return ReceiveLowKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return ReceiveHighKeys.values();
		}

	},

	/**
	 * A run of a listener, before the answer or from the inbox.
	 */
	PROCESS {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultProcessObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return ProcessLowKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return ProcessHighKeys.values();
		}

	};

	/**
	 * Keys of {@link #RECEIVE} with few values, which are tags of the timer.
	 */
	public enum ReceiveLowKeys implements KeyName {

		/** Name of the provider. */
		PROVIDER("provider"),

		/** Kind of the outcome, of a batch the gravest. */
		OUTCOME("outcome"),

		/** Code of the reason why it was not accepted, or none. */
		REASON("reason");

		private final String key;

		ReceiveLowKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of {@link #RECEIVE} with many values, which are attributes of the span alone.
	 */
	public enum ReceiveHighKeys implements KeyName {

		/** Ids of up to ten events, once they are verified. */
		MESSAGE_ID("messaging.message.id");

		private final String key;

		ReceiveHighKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of {@link #PROCESS} with few values, which are tags of the timer.
	 */
	public enum ProcessLowKeys implements KeyName {

		/** Name of the provider. */
		CHANNEL("channel"),

		/** Id of the listener. */
		LISTENER("listener"),

		/** Where the delivery stands after the run, released if it was given back. */
		OUTCOME("outcome"),

		/** Cause of the run: initial, redelivery, manual, manual-once, or inline. */
		TRIGGER("trigger"),

		/** Always webhook. */
		MESSAGING_SYSTEM("messaging.system"),

		/** Always process. */
		MESSAGING_OPERATION_NAME("messaging.operation.name");

		private final String key;

		ProcessLowKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of {@link #PROCESS} with many values, which are attributes of the span alone.
	 */
	public enum ProcessHighKeys implements KeyName {

		/** Name of the provider. */
		MESSAGING_DESTINATION_NAME("messaging.destination.name"),

		/** Id of the event. */
		MESSAGING_MESSAGE_ID("messaging.message.id"),

		/** Always process. */
		MESSAGING_OPERATION_TYPE("messaging.operation.type");

		private final String key;

		ProcessHighKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
