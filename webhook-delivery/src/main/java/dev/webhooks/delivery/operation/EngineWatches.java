package dev.webhooks.delivery.operation;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The watches of all engines, one for each. Immutable.
 */
public final class EngineWatches implements Iterable<EngineWatch> {

	private final List<EngineWatch> watches;

	/**
	 * Creates the watches.
	 * @param engines the engines
	 */
	public EngineWatches(Collection<? extends OperatedEngine> engines) {
		this.watches = engines.stream().map(EngineWatch::new).toList();
	}

	/**
	 * All of them.
	 * @return the watches, in the order of the engines
	 */
	public List<EngineWatch> all() {
		return this.watches;
	}

	/**
	 * Finds the watch of an engine.
	 * @param name the name of the engine
	 * @return the watch, or {@code null} if there is no such engine
	 */
	public @Nullable EngineWatch of(String name) {
		return this.watches.stream().filter((watch) -> watch.engine().name().equals(name)).findFirst().orElse(null);
	}

	@Override
	public Iterator<EngineWatch> iterator() {
		return this.watches.iterator();
	}

}
