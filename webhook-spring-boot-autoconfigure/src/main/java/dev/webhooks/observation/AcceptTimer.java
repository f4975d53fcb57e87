package dev.webhooks.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.webhooks.Internal;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.Submission;
import dev.webhooks.receiver.EventSinkDecorator;

/**
 * Measures how long requests wait until their events are stored. Safe for use by several
 * threads.
 */
@Internal
public final class AcceptTimer implements EventSinkDecorator {

	private final Map<String, Timer> timers = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	/**
	 * Creates an instance.
	 * @param registry takes the meters
	 */
	public AcceptTimer(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public EventSink decorate(EventSink sink) {
		return (submissions) -> {
			long begin = this.registry.config().clock().monotonicTime();
			try {
				return sink.accept(submissions);
			}
			finally {
				record(submissions, this.registry.config().clock().monotonicTime() - begin);
			}
		};
	}

	private void record(List<Submission> submissions, long nanos) {
		if (!submissions.isEmpty()) {
			this.timers.computeIfAbsent(submissions.get(0).message().channel(), this::timer)
				.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	private Timer timer(String channel) {
		return Timer.builder(WebhookMeterDocumentation.ACCEPT.getName())
			.description(WebhookMeterDocumentation.ACCEPT.description())
			.tag(WebhookMeterDocumentation.CHANNEL, channel)
			.register(this.registry);
	}

}
