package dev.webhooks;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Durations as one types them into a configuration: {@code 5m}, {@code 90s}.
 */
@Internal
public final class DurationText {

	private static final Map<ChronoUnit, String> UNITS = new LinkedHashMap<>();
	static {
		UNITS.put(ChronoUnit.DAYS, "d");
		UNITS.put(ChronoUnit.HOURS, "h");
		UNITS.put(ChronoUnit.MINUTES, "m");
		UNITS.put(ChronoUnit.SECONDS, "s");
		UNITS.put(ChronoUnit.MILLIS, "ms");
	}

	private DurationText() {
	}

	/**
	 * Writes a duration in the largest unit that needs no fraction.
	 * @param duration the duration
	 * @return the text
	 */
	public static String of(Duration duration) {
		if (duration.isZero()) {
			return "0s";
		}
		for (Map.Entry<ChronoUnit, String> unit : UNITS.entrySet()) {
			Duration one = unit.getKey().getDuration();
			long count = duration.dividedBy(one);
			if (one.multipliedBy(count).equals(duration)) {
				return count + unit.getValue();
			}
		}
		return duration.toString();
	}

}
