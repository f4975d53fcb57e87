package dev.webhooks.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.operation.OperatedEngine;

/**
 * Pauses channels and targets for operators, and has them go on. Safe for use by several
 * threads.
 */
final class GateChanges {

	private final OperatedEngines engines;

	private final OperationAudit audit;

	GateChanges(OperatedEngines engines, OperationAudit audit) {
		this.engines = engines;
		this.audit = audit;
	}

	ChangeView pause(DeliveryQuery query, @Nullable String reason, Operator operator) {
		Map<String, String> parameters = parameters(query);
		if (reason != null) {
			parameters.put("reason", reason);
		}
		return this.audit.audited(operator, "pause", parameters, () -> {
			OperatedEngine engine = this.engines.find(query.engine());
			try {
				engine.operations().pause(destination(query), value(reason));
			}
			catch (IllegalArgumentException ex) {
				throw RefusedOperationException.invalid(String.valueOf(ex.getMessage()));
			}
			return ChangeView.changed("pause", engine.name(), 1, parameters);
		});
	}

	ChangeView resume(DeliveryQuery query, Operator operator) {
		Map<String, String> parameters = parameters(query);
		return this.audit.audited(operator, "resume", parameters, () -> {
			OperatedEngine engine = this.engines.find(query.engine());
			boolean paused = engine.operations().resume(destination(query));
			return ChangeView.changed("resume", engine.name(), paused ? 1 : 0, parameters);
		});
	}

	private static Map<String, String> parameters(DeliveryQuery query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("channel", QueryText.required("channel", query.channel()));
		if (query.target() != null) {
			parameters.put("target", query.target());
		}
		return parameters;
	}

	private static Destination destination(DeliveryQuery query) {
		return new Destination(QueryText.required("channel", query.channel()),
				(query.target() != null) ? QueryText.required("target", query.target()) : Gate.ALL_TARGETS);
	}

	private static @Nullable String value(@Nullable String reason) {
		return (reason == null || reason.isEmpty()) ? null : QueryText.value(reason);
	}

}
