package dev.webhooks.observation;

import java.time.Duration;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.junit.jupiter.api.Test;

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

	private double[] buckets(String name, Meter.Type type) {
		return this.histograms
			.configure(new Meter.Id(name, Tags.empty(), null, null, type), DistributionStatisticConfig.DEFAULT)
			.getServiceLevelObjectiveBoundaries();
	}

	private static double nanos(Duration duration) {
		return duration.toNanos();
	}

}
