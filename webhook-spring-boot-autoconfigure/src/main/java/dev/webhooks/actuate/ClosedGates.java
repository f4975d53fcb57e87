package dev.webhooks.actuate;

import java.util.List;

import dev.webhooks.delivery.operation.OperatedEngine;

/**
 * Finds what is held up, in all engines.
 */
final class ClosedGates {

	private final List<OperatedEngine> engines;

	ClosedGates(List<OperatedEngine> engines) {
		this.engines = List.copyOf(engines);
	}

	List<GateView> find() {
		return this.engines.stream()
			.flatMap((engine) -> engine.operations().paused().stream().map((gate) -> GateView.of(engine.name(), gate)))
			.toList();
	}

}
