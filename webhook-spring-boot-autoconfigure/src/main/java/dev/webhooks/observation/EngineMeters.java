package dev.webhooks.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.operation.EngineSnapshot;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.delivery.operation.OperatedEngine;

/**
 * Tells what there is to do in each engine, channel by channel, as of the last time it
 * was run. Where the store cannot be reached these meters are gone, for nobody knows. To
 * be run by one thread.
 */
@Internal
public final class EngineMeters implements Runnable {

	/** Channels of providers that were removed long ago stay few. */
	private static final int MOST_CHANNELS = 200;

	private final Map<WebhookMeterDocumentation, MultiGauge> gauges = new EnumMap<>(WebhookMeterDocumentation.class);

	private final EngineWatches watches;

	/**
	 * Creates an instance.
	 * @param registry takes the meters
	 * @param watches look into the engines
	 */
	public EngineMeters(MeterRegistry registry, EngineWatches watches) {
		this.watches = watches;
		for (WebhookMeterDocumentation meter : List.of(WebhookMeterDocumentation.BACKLOG,
				WebhookMeterDocumentation.BACKLOG_AGE, WebhookMeterDocumentation.DEAD,
				WebhookMeterDocumentation.ORPHANED, WebhookMeterDocumentation.GATES_CLOSED)) {
			this.gauges.put(meter,
					MultiGauge.builder(meter.getName())
						.description(meter.description())
						.baseUnit(meter.getBaseUnit())
						.register(registry));
		}
		watches.forEach((watch) -> registerState(registry, watch.engine()));
	}

	private static void registerState(MeterRegistry registry, OperatedEngine engine) {
		Tags tags = tags(engine, WebhookMeterDocumentation.ALL);
		Gauge.builder(WebhookMeterDocumentation.ENGINE_UP.getName(), engine, (it) -> it.state().isUp() ? 1 : 0)
			.description(WebhookMeterDocumentation.ENGINE_UP.description())
			.tags(tags)
			.strongReference(true)
			.register(registry);
		Gauge.builder(WebhookMeterDocumentation.QUEUE.getName(), engine, (it) -> it.state().queueFill())
			.description(WebhookMeterDocumentation.QUEUE.description())
			.tags(tags)
			.strongReference(true)
			.register(registry);
		FunctionCounter
			.builder(WebhookMeterDocumentation.LEASES_LOST.getName(), engine, (it) -> it.state().leasesLost())
			.description(WebhookMeterDocumentation.LEASES_LOST.description())
			.tags(tags)
			.register(registry);
	}

	private static Tags tags(OperatedEngine engine, String channel) {
		return Tags.of(WebhookMeterDocumentation.ENGINE, engine.name(), WebhookMeterDocumentation.CHANNEL, channel);
	}

	/**
	 * Looks into the engines.
	 */
	@Override
	public void run() {
		Map<WebhookMeterDocumentation, List<MultiGauge.Row<?>>> rows = new EnumMap<>(WebhookMeterDocumentation.class);
		for (EngineWatch watch : this.watches) {
			try {
				measure(watch.engine(), watch.snapshot(), rows);
			}
			catch (StoreUnavailableException ex) {
				// The engine itself logs that
			}
		}
		this.gauges.forEach((meter, gauge) -> gauge.register(rows.getOrDefault(meter, List.of()), true));
	}

	private static void measure(OperatedEngine engine, EngineSnapshot snapshot,
			Map<WebhookMeterDocumentation, List<MultiGauge.Row<?>>> rows) {
		Instant now = engine.clock().instant();
		Map<String, Long> orphaned = new TreeMap<>();
		snapshot.orphans()
			.forEach((orphan) -> orphaned.merge(orphan.destination().channel(), orphan.open(), Long::sum));
		Map<String, Long> closed = new TreeMap<>();
		snapshot.gates().forEach((gate) -> closed.merge(gate.destination().channel(), 1L, Long::sum));
		Set<String> channels = new TreeSet<>(snapshot.channels().keySet());
		channels.addAll(orphaned.keySet());
		channels.addAll(closed.keySet());
		channels.stream().limit(MOST_CHANNELS).forEach((channel) -> {
			ChannelBacklog backlog = snapshot.channel(channel);
			Tags tags = tags(engine, channel);
			add(rows, WebhookMeterDocumentation.BACKLOG, tags, backlog.open());
			add(rows, WebhookMeterDocumentation.BACKLOG_AGE, tags, age(backlog.oldestDue(), now));
			add(rows, WebhookMeterDocumentation.DEAD, tags, backlog.dead());
			add(rows, WebhookMeterDocumentation.ORPHANED, tags, orphaned.getOrDefault(channel, 0L));
			add(rows, WebhookMeterDocumentation.GATES_CLOSED, tags, closed.getOrDefault(channel, 0L));
		});
	}

	private static void add(Map<WebhookMeterDocumentation, List<MultiGauge.Row<?>>> rows,
			WebhookMeterDocumentation meter, Tags tags, long value) {
		rows.computeIfAbsent(meter, (any) -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
	}

	private static long age(@Nullable Instant oldestDue, Instant now) {
		return (oldestDue != null) ? Math.max(0, Duration.between(oldestDue, now).toSeconds()) : 0;
	}

}
