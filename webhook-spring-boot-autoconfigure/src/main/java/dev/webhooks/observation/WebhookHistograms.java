package dev.webhooks.observation;

import java.util.Map;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

import dev.webhooks.Internal;

/**
 * Gives our timers histograms with few buckets, at the times that matter for webhooks:
 * providers wait for an answer from 3 seconds (Slack) to 30 (many), listeners may run for
 * minutes, and events may be under way for days. Whatever is configured otherwise wins.
 * Immutable.
 */
@Internal
public final class WebhookHistograms implements MeterFilter {

	private static final double[] ANSWERS = buckets("5ms 10ms 25ms 50ms 100ms 250ms 500ms 1s 3s 5s 10s 30s");

	private static final double[] RUNS = buckets("10ms 50ms 100ms 500ms 1s 5s 10s 30s 1m 5m 15m");

	private static final double[] LAGS = buckets("100ms 1s 5s 30s 1m 5m 15m 1h 6h 1d 3d");

	private static final Map<String, double[]> BUCKETS = Map.of("webhook.receive", ANSWERS, "webhook.accept", ANSWERS,
			"webhook.process", RUNS, "webhook.lag.receipt", LAGS, "webhook.lag.start", LAGS);

	/**
	 * Creates a filter.
	 */
	public WebhookHistograms() {
	}

	private static double[] buckets(String times) {
		return Stream.of(times.split(" ")).mapToDouble((time) -> DurationStyle.SIMPLE.parse(time).toNanos()).toArray();
	}

	@Override
	public @Nullable DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		double[] buckets = BUCKETS.get(id.getName());
		return (buckets == null || id.getType() != Meter.Type.TIMER) ? config
				: DistributionStatisticConfig.builder().serviceLevelObjectives(buckets).build().merge(config);
	}

}
