package dev.webhooks.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import dev.webhooks.observation.WebhookObservationDocumentation.ProcessHighKeys;
import dev.webhooks.observation.WebhookObservationDocumentation.ProcessLowKeys;

/**
 * Default {@link ProcessObservationConvention}, with the attributes of OpenTelemetry's
 * conventions for messaging beside our own.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">
 * Semantic conventions for messaging spans</a>
 */
public class DefaultProcessObservationConvention implements ProcessObservationConvention {

	private static final KeyValue SYSTEM = KeyValue.of(ProcessLowKeys.MESSAGING_SYSTEM, "webhook");

	private static final KeyValue OPERATION_NAME = KeyValue.of(ProcessLowKeys.MESSAGING_OPERATION_NAME, "process");

	private static final KeyValue OPERATION_TYPE = KeyValue.of(ProcessHighKeys.MESSAGING_OPERATION_TYPE, "process");

	private final Map<End, KeyValues> keyValues = new ConcurrentHashMap<>();

	private final Map<String, String> names = new ConcurrentHashMap<>();

	/**
	 * Creates a convention.
	 */
	public DefaultProcessObservationConvention() {
	}

	@Override
	public String getName() {
		return "webhook.process";
	}

	@Override
	public String getContextualName(ProcessObservationContext context) {
		return this.names.computeIfAbsent(context.getChannel(), (channel) -> "process " + channel);
	}

	/**
	 * The same for all runs of a listener that end alike, and so made once.
	 */
	@Override
	public KeyValues getLowCardinalityKeyValues(ProcessObservationContext context) {
		String outcome = context.getOutcome();
		End end = new End(context.getChannel(), context.getListener(),
				(outcome != null) ? outcome : KeyValue.NONE_VALUE, context.getTrigger());
		KeyValues known = this.keyValues.get(end);
		return (known != null) ? known : this.keyValues.computeIfAbsent(end, End::keyValues);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ProcessObservationContext context) {
		return KeyValues.of(KeyValue.of(ProcessHighKeys.MESSAGING_DESTINATION_NAME, context.getChannel()),
				KeyValue.of(ProcessHighKeys.MESSAGING_MESSAGE_ID, context.getMessageId()), OPERATION_TYPE);
	}

	/**
	 * End of a run.
	 */
	private record End(String channel, String listener, String outcome, String trigger) {

		private KeyValues keyValues() {
			return KeyValues.of(KeyValue.of(ProcessLowKeys.CHANNEL, this.channel),
					KeyValue.of(ProcessLowKeys.LISTENER, this.listener),
					KeyValue.of(ProcessLowKeys.OUTCOME, this.outcome),
					KeyValue.of(ProcessLowKeys.TRIGGER, this.trigger), SYSTEM, OPERATION_NAME);
		}

	}

}
