package dev.webhooks.observation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.observation.WebhookObservationDocumentation.ReceiveHighKeys;
import dev.webhooks.observation.WebhookObservationDocumentation.ReceiveLowKeys;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

/**
 * Default {@link ReceiveObservationConvention}. Nothing that a stranger can write becomes
 * a key or a value: ids are those of events that were verified.
 */
public class DefaultReceiveObservationConvention implements ReceiveObservationConvention {

	/** A batch may have thousands. */
	private static final int MOST_IDS = 10;

	private final Map<End, KeyValues> keyValues = new ConcurrentHashMap<>();

	private final Map<String, String> names = new ConcurrentHashMap<>();

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
		return this.names.computeIfAbsent(context.getProvider(), (provider) -> "receive " + provider);
	}

	/**
	 * The same for all requests of a provider that end alike, and so made once.
	 */
	@Override
	public KeyValues getLowCardinalityKeyValues(ReceiveObservationContext context) {
		ReceiveOutcome outcome = context.getOutcome();
		End end = new End(context.getProvider(), (outcome != null) ? outcome.kind() : null,
				(outcome != null) ? outcome.reason() : null);
		KeyValues known = this.keyValues.get(end);
		return (known != null) ? known : this.keyValues.computeIfAbsent(end, End::keyValues);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ReceiveObservationContext context) {
		ReceiveOutcome outcome = context.getOutcome();
		if (outcome == null || outcome.eventIds().isEmpty()) {
			return KeyValues.empty();
		}
		List<String> ids = outcome.eventIds();
		return KeyValues.of(ReceiveHighKeys.MESSAGE_ID.asString(),
				(ids.size() == 1) ? ids.get(0) : String.join(" ", ids.subList(0, Math.min(MOST_IDS, ids.size()))));
	}

	/**
	 * End of a request.
	 */
	private record End(String provider, @Nullable Kind kind, @Nullable RejectionReason reason) {

		private KeyValues keyValues() {
			return KeyValues.of(KeyValue.of(ReceiveLowKeys.PROVIDER, this.provider),
					KeyValue.of(ReceiveLowKeys.OUTCOME,
							(this.kind != null) ? this.kind.name().toLowerCase(Locale.ROOT) : KeyValue.NONE_VALUE),
					KeyValue.of(ReceiveLowKeys.REASON,
							(this.reason != null) ? this.reason.code() : KeyValue.NONE_VALUE));
		}

	}

}
