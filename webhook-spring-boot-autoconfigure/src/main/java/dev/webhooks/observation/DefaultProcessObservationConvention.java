package dev.webhooks.observation;

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
		return "process " + context.getChannel();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ProcessObservationContext context) {
		String outcome = context.getOutcome();
		return KeyValues.of(KeyValue.of(ProcessLowKeys.CHANNEL, context.getChannel()),
				KeyValue.of(ProcessLowKeys.LISTENER, context.getListener()),
				KeyValue.of(ProcessLowKeys.OUTCOME, (outcome != null) ? outcome : KeyValue.NONE_VALUE),
				KeyValue.of(ProcessLowKeys.TRIGGER, context.getTrigger()), SYSTEM, OPERATION_NAME);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ProcessObservationContext context) {
		return KeyValues.of(KeyValue.of(ProcessHighKeys.MESSAGING_DESTINATION_NAME, context.getChannel()),
				KeyValue.of(ProcessHighKeys.MESSAGING_MESSAGE_ID, context.getMessageId()), OPERATION_TYPE);
	}

}
