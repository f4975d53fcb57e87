package dev.webhooks.delivery.context;

import dev.webhooks.delivery.ClaimedDelivery;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the diagnostic context of the log. Values that are very long stay behind.
 */
public final class MdcDeliveryContext implements DeliveryContext {

	private static final String PREFIX = "mdc.";

	private static final int MAX_LENGTH = 256;

	private static final int MAX_VALUES = 32;

	/**
	 * Creates a context.
	 */
	public MdcDeliveryContext() {
	}

	@Override
	public void capture(Map<String, String> values) {
		Map<String, @Nullable String> current = MDC.getCopyOfContextMap();
		if (current == null) {
			return;
		}
		current.forEach((name, value) -> {
			if (value != null && name.length() + value.length() <= MAX_LENGTH && values.size() < MAX_VALUES) {
				values.put(PREFIX + name, value);
			}
		});
	}

	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		if (values.isEmpty()) {
			return () -> {
			};
		}
		values.forEach((name, value) -> {
			if (name.startsWith(PREFIX)) {
				MDC.put(name.substring(PREFIX.length()), value);
			}
		});
		return MDC::clear;
	}

}
