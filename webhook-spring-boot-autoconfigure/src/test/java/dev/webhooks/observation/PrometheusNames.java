package dev.webhooks.observation;

import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/**
 * Names of our meters as Prometheus has them.
 */
final class PrometheusNames {

	private static final NamingConvention CONVENTION = new PrometheusNamingConvention();

	private PrometheusNames() {
	}

	/**
	 * The name of a meter, of a timer that of its count, with the suffix of its type.
	 */
	static String of(WebhookMeterDocumentation meter) {
		String name = CONVENTION.name(meter.getName(), meter.getType(), meter.getBaseUnit());
		return switch (meter.getType()) {
			case TIMER -> name + "_count";
			case COUNTER -> name + "_total";
			default -> name;
		};
	}

}
