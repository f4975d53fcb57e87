package dev.webhooks.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.operation.EngineSnapshot;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.operation.EngineWatches;

/**
 * Takes overviews of all engines.
 */
final class Overviews {

	private final EngineWatches watches;

	Overviews(EngineWatches watches) {
		this.watches = watches;
	}

	OverviewView take(List<String> providers) {
		Map<String, OverviewView.Engine> engines = new LinkedHashMap<>();
		this.watches.forEach((watch) -> engines.put(watch.engine().name(), engine(watch)));
		return new OverviewView(engines, providers);
	}

	/**
	 * An engine that cannot tell what there is to do is of interest most of all. Who has
	 * just paused something sees it at once, whatever the watch remembers.
	 */
	private static OverviewView.Engine engine(EngineWatch watch) {
		EngineState state = watch.engine().state();
		try {
			EngineSnapshot snapshot = watch.snapshot();
			return new OverviewView.Engine(state.running(), state.reachable(), state.queueFill(), state.deaths(),
					state.leasesLost(), snapshot.takenAt(), channels(snapshot), orphans(snapshot),
					watch.engine()
						.operations()
						.paused()
						.stream()
						.map((gate) -> GateView.of(watch.engine().name(), gate))
						.toList());
		}
		catch (StoreUnavailableException ex) {
			return new OverviewView.Engine(state.running(), false, state.queueFill(), state.deaths(),
					state.leasesLost(), null, Map.of(), List.of(), List.of());
		}
	}

	private static Map<String, OverviewView.Channel> channels(EngineSnapshot snapshot) {
		Map<String, OverviewView.Channel> channels = new TreeMap<>();
		snapshot.channels().forEach((name, backlog) -> channels.put(name, OverviewView.Channel.of(backlog)));
		return channels;
	}

	private static List<OverviewView.Orphan> orphans(EngineSnapshot snapshot) {
		return snapshot.orphans()
			.stream()
			.map((orphan) -> new OverviewView.Orphan(orphan.destination().channel(), orphan.destination().target(),
					orphan.open()))
			.toList();
	}

}
