package dev.webhooks.actuate;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.operation.OperatedEngine;

/**
 * The engines of an application, by name.
 */
final class OperatedEngines {

	/** Meant where several are there and none is named. */
	private static final String STANDARD = "inbox";

	private final List<OperatedEngine> engines;

	OperatedEngines(List<OperatedEngine> engines) {
		this.engines = List.copyOf(engines);
	}

	boolean isEmpty() {
		return this.engines.isEmpty();
	}

	/**
	 * Finds an engine.
	 * @param name the name, or {@code null} for the only one, or else the inbox
	 * @throws RefusedOperationException if there is no such engine
	 */
	OperatedEngine find(@Nullable String name) {
		if (name == null && this.engines.size() == 1) {
			return this.engines.get(0);
		}
		String wanted = (name != null) ? name : STANDARD;
		return this.engines.stream()
			.filter((engine) -> engine.name().equals(wanted))
			.findFirst()
			.orElseThrow(() -> RefusedOperationException.invalid(this.engines.isEmpty()
					? "Nothing is stored here: without an inbox there are only the outcomes of the last requests"
					: "'engine' must be of "
							+ this.engines.stream().map(OperatedEngine::name).collect(Collectors.joining(", "))));
	}

}
