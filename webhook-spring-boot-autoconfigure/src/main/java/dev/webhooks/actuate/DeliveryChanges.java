package dev.webhooks.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.operation.DeliveryOperations;
import dev.webhooks.delivery.operation.OperatedEngine;

/**
 * Does with stored deliveries what operators want. Many are changed only by those who say
 * how many they expect; others are told how many are meant. Safe for use by several
 * threads.
 */
final class DeliveryChanges {

	/** Counts of a preview, of which each looks at a bounded number of deliveries. */
	private static final int MOST_COUNTS = 100;

	private final OperatedEngines engines;

	private final OperationAudit audit;

	DeliveryChanges(OperatedEngines engines, OperationAudit audit) {
		this.engines = engines;
		this.audit = audit;
	}

	/**
	 * Does something with one delivery.
	 * @return the result, or {@code null} if there is no such delivery
	 */
	@Nullable ChangeView one(DeliveryChange change, @Nullable String engineName, String id, @Nullable String mode,
			Operator operator) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("delivery", id);
		change.describe(mode, parameters);
		return this.audit.audited(operator, change.operation(), parameters, () -> {
			OperatedEngine engine = this.engines.find(engineName);
			DeliveryId delivery = DeliveryView.parseId(id);
			RetryMode retryMode = QueryText.mode(mode);
			if (DeliveryReads.find(engine, delivery) == null) {
				return null;
			}
			if (!change.one(engine.operations(), delivery, retryMode)) {
				throw RefusedOperationException.conflict(change.whyNot());
			}
			return ChangeView.changed(change.operation(), engine.name(), 1, parameters);
		});
	}

	/**
	 * Does something with many deliveries, or tells how many are meant.
	 * @param expected how many are meant at the most, or {@code null} to be told
	 */
	ChangeView many(DeliveryChange change, DeliveryQuery query, @Nullable String mode, @Nullable String expected,
			Operator operator) {
		Map<String, String> written = query.describe();
		change.describe(mode, written);
		return changeOrPreview(change.operation(), written, expected, operator, (most) -> {
			OperatedEngine engine = this.engines.find(query.engine());
			DeliveryFilter filter = query.toFilter(Set.of(DeliveryStatus.DEAD), engine.clock().instant());
			change.check(filter);
			RetryMode retryMode = QueryText.mode(mode);
			Map<String, String> parameters = DeliveryQuery.of(engine.name(), filter).describe();
			change.describe(mode, parameters);
			return (most == null) ? preview(change.operation(), engine, filter, parameters)
					: ChangeView.changed(change.operation(), engine.name(),
							bounded(() -> change.many(engine.operations(), filter, most, retryMode)), parameters);
		});
	}

	/**
	 * Gives what is open of one target to another, or tells how much that is.
	 */
	ChangeView reassign(DeliveryQuery query, @Nullable String newTarget, @Nullable String expected, Operator operator) {
		Map<String, String> written = query.describe();
		if (newTarget != null) {
			written.put("newTarget", newTarget);
		}
		return changeOrPreview("reassign", written, expected, operator, (most) -> {
			OperatedEngine engine = this.engines.find(query.engine());
			Destination from = new Destination(QueryText.required("channel", query.channel()),
					QueryText.required("target", query.target()));
			String to = QueryText.required("newTarget", newTarget);
			DeliveryFilter filter = DeliveryFilter
				.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING, DeliveryStatus.PROCESSING)
				.channel(from.channel())
				.target(from.target());
			Map<String, String> parameters = new LinkedHashMap<>();
			parameters.put("channel", from.channel());
			parameters.put("target", from.target());
			parameters.put("newTarget", to);
			if (most == null) {
				return preview("reassign", engine, filter, parameters);
			}
			if (count(engine, filter).count() > most) {
				throw RefusedOperationException.conflict("There are more than %s deliveries".formatted(most));
			}
			return ChangeView.changed("reassign", engine.name(),
					bounded(() -> engine.operations().reassign(from, to, most)), parameters);
		});
	}

	/** A preview changes nothing, and is not audited. */
	private ChangeView changeOrPreview(String operation, Map<String, String> written, @Nullable String expected,
			Operator operator, Function<@Nullable Integer, ChangeView> change) {
		if (expected == null) {
			return change.apply(null);
		}
		written.put("expected", expected);
		return this.audit.audited(operator, operation, written,
				() -> change.apply(QueryText.number("expected", expected, 1, DeliveryOperations.MAX_CHANGED)));
	}

	private static ChangeView preview(String name, OperatedEngine engine, DeliveryFilter filter,
			Map<String, String> parameters) {
		DeliveryCount count = count(engine, filter);
		return ChangeView.preview(name, engine.name(), count.count(), count.isComplete(), parameters);
	}

	/** As far as it matters: what is more than may be changed need not be counted. */
	private static DeliveryCount count(OperatedEngine engine, DeliveryFilter filter) {
		DeliveryCount part = engine.operations().count(filter, null);
		long count = part.count();
		for (int i = 1; i < MOST_COUNTS && part.next() != null && count <= DeliveryOperations.MAX_CHANGED; i++) {
			part = engine.operations().count(filter, part.next());
			count += part.count();
		}
		return new DeliveryCount(count, part.next());
	}

	private static int bounded(IntSupplier change) {
		try {
			return change.getAsInt();
		}
		catch (IllegalStateException ex) {
			throw RefusedOperationException.conflict(String.valueOf(ex.getMessage()));
		}
		catch (IllegalArgumentException ex) {
			throw RefusedOperationException.invalid(String.valueOf(ex.getMessage()));
		}
	}

}
