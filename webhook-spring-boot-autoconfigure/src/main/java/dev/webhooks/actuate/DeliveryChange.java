package dev.webhooks.actuate;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.operation.DeliveryOperations;

/**
 * Changes of deliveries, of one or of many.
 */
enum DeliveryChange {

	/** Has them tried again. */
	RETRY(EnumSet.of(DeliveryStatus.DEAD, DeliveryStatus.RETRYING),
			"The delivery is being processed, or its body was purged") {

		@Override
		boolean one(DeliveryOperations operations, DeliveryId delivery, RetryMode mode) {
			return operations.retry(delivery, mode);
		}

		@Override
		int many(DeliveryOperations operations, DeliveryFilter filter, int expected, RetryMode mode) {
			return operations.retry(filter, expected, mode);
		}

	},

	/** Gives them up. */
	DISCARD(EnumSet.of(DeliveryStatus.DEAD, DeliveryStatus.RETRYING, DeliveryStatus.PENDING),
			"The delivery is being processed, or was processed") {

		@Override
		boolean one(DeliveryOperations operations, DeliveryId delivery, RetryMode mode) {
			return operations.discard(delivery);
		}

		@Override
		int many(DeliveryOperations operations, DeliveryFilter filter, int expected, RetryMode mode) {
			return operations.discard(filter, expected);
		}

	};

	private final Set<DeliveryStatus> statuses;

	private final String whyNot;

	DeliveryChange(Set<DeliveryStatus> statuses, String whyNot) {
		this.statuses = statuses;
		this.whyNot = whyNot;
	}

	abstract boolean one(DeliveryOperations operations, DeliveryId delivery, RetryMode mode);

	abstract int many(DeliveryOperations operations, DeliveryFilter filter, int expected, RetryMode mode);

	String operation() {
		return name().toLowerCase(Locale.ROOT);
	}

	String whyNot() {
		return this.whyNot;
	}

	void check(DeliveryFilter filter) {
		if (!this.statuses.containsAll(filter.statuses())) {
			throw RefusedOperationException.invalid("'status' must be of %s for many deliveries at once"
				.formatted(QueryText.write(this.statuses, ", ")));
		}
	}

	void describe(@Nullable String mode, Map<String, String> parameters) {
		if (mode != null) {
			parameters.put("mode", mode);
		}
	}

}
