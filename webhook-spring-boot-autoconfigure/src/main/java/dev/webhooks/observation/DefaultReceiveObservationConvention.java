package dev.webhooks.observation;

import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import dev.webhooks.RejectionReason;
import dev.webhooks.observation.WebhookObservationDocumentation.ReceiveHighKeys;
import dev.webhooks.observation.WebhookObservationDocumentation.ReceiveLowKeys;
import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Default {@link ReceiveObservationConvention}. Nothing that a stranger can write becomes
 * a key or a value: ids are those of events that were verified.
 */
public class DefaultReceiveObservationConvention implements ReceiveObservationConvention {

	/** A batch may have thousands. */
	private static final int MOST_IDS = 10;

	private static final KeyValue NO_OUTCOME = KeyValue.of(ReceiveLowKeys.OUTCOME, KeyValue.NONE_VALUE);

	private static final KeyValue NO_REASON = KeyValue.of(ReceiveLowKeys.REASON, KeyValue.NONE_VALUE);

	/**
	 * Creates a convention.
	 */
	public DefaultReceiveObservationConvention() {
	}

	@Override
	public String getName() {
		return "webhook.receive";
	}

	@Override
	public String getContextualName(ReceiveObservationContext context) {
		return "receive " + context.getProvider();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ReceiveObservationContext context) {
		return KeyValues.of(KeyValue.of(ReceiveLowKeys.PROVIDER, context.getProvider()), outcome(context),
				reason(context));
	}

	/**
	 * Key and value of the outcome.
	 * @param context the context
	 * @return the kind of the outcome in lower case, or {@code none}
	 */
	protected KeyValue outcome(ReceiveObservationContext context) {
		ReceiveOutcome outcome = context.getOutcome();
		return (outcome != null) ? KeyValue.of(ReceiveLowKeys.OUTCOME, outcome.kind().name().toLowerCase(Locale.ROOT))
				: NO_OUTCOME;
	}

	/**
	 * Key and value of the reason for which the request was not accepted.
	 * @param context the context
	 * @return the code of the reason, or {@code none}
	 */
	protected KeyValue reason(ReceiveObservationContext context) {
		ReceiveOutcome outcome = context.getOutcome();
		RejectionReason reason = (outcome != null) ? outcome.reason() : null;
		return (reason != null) ? KeyValue.of(ReceiveLowKeys.REASON, reason.code()) : NO_REASON;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ReceiveObservationContext context) {
		ReceiveOutcome outcome = context.getOutcome();
		if (outcome == null || outcome.eventIds().isEmpty()) {
			return KeyValues.empty();
		}
		return KeyValues.of(KeyValue.of(ReceiveHighKeys.MESSAGE_ID,
				String.join(" ", outcome.eventIds().subList(0, Math.min(MOST_IDS, outcome.eventIds().size())))));
	}

}
