package dev.webhooks.observation;

import java.time.Duration;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookHistograms}.
 */
class WebhookHistogramsTests {

	private final WebhookHistograms histograms = new WebhookHistograms();

	@Test
	void answersHaveABucketForEachTimeThatProvidersWait() {
		assertThat(buckets("webhook.receive", Meter.Type.TIMER)).contains(nanos(Duration.ofSeconds(3)),
				nanos(Duration.ofSeconds(10)), nanos(Duration.ofSeconds(30)));
	}

	@Test
	void lagsHaveBucketsUpToDays() {
		assertThat(buckets("webhook.lag.receipt", Meter.Type.TIMER)).contains(nanos(Duration.ofDays(3)));
	}

	@Test
	void otherMetersAreLeftAlone() {
		assertThat(buckets("http.server.requests", Meter.Type.TIMER)).isNull();
		assertThat(buckets("webhook.receive.active", Meter.Type.LONG_TASK_TIMER)).isNull();
	}

	@Test
	void whatTheApplicationConfiguresWins() {
		ObservedApplication.runner()
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
			.withPropertyValues("management.metrics.distribution.slo.webhook.receive=42ms")
			.run((context) -> {
				Timer timer = context.getBean(MeterRegistry.class).timer("webhook.receive");
				assertThat(timer.takeSnapshot().histogramCounts()).extracting(CountAtBucket::bucket)
					.containsExactly(nanos(Duration.ofMillis(42)));
			});
	}

	private double[] buckets(String name, Meter.Type type) {
		return this.histograms
			.configure(new Meter.Id(name, Tags.empty(), null, null, type), DistributionStatisticConfig.DEFAULT)
			.getServiceLevelObjectiveBoundaries();
	}

	private static double nanos(Duration duration) {
		return duration.toNanos();
	}

}
