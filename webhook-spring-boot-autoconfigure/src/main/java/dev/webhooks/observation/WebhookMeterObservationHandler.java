package dev.webhooks.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;

import dev.webhooks.Internal;

/**
 * Times our observations, by the same names and tags as the handler for all others, but
 * looks for each timer only once: requests are too many for that, and flood of them is no
 * exception. There are no timers of what is still running. Safe for use by several
 * threads.
 */
@Internal
public final class WebhookMeterObservationHandler implements MeterObservationHandler<TimedObservationContext> {

	private static final String ERROR = "error";

	private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	/**
	 * Creates a handler.
	 * @param registry takes the timers
	 */
	public WebhookMeterObservationHandler(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof TimedObservationContext;
	}

	@Override
	public void onStart(TimedObservationContext context) {
		context.startedAt = this.registry.config().clock().monotonicTime();
	}

	@Override
	public void onStop(TimedObservationContext context) {
		long nanos = this.registry.config().clock().monotonicTime() - context.startedAt;
		Throwable error = context.getError();
		Key key = new Key(String.valueOf(context.getName()), context.getLowCardinalityKeyValues(),
				(error != null) ? error.getClass().getSimpleName() : KeyValue.NONE_VALUE);
		Timer timer = this.timers.get(key);
		((timer != null) ? timer : this.timers.computeIfAbsent(key, this::timer)).record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Key key) {
		return Timer.builder(key.name)
			.tags(key.values.stream()
				.map((value) -> Tag.of(value.getKey(), value.getValue()))
				.collect(Collectors.toList()))
			.tag(ERROR, key.error)
			.register(this.registry);
	}

	private record Key(String name, KeyValues values, String error) {
	}

}
