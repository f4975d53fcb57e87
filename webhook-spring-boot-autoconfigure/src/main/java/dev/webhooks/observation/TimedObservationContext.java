package dev.webhooks.observation;

import java.util.Iterator;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Context of an observation of ours. It holds the keys and values that a convention makes
 * as they are, where any other context copies them to a map at the beginning and at the
 * end: that is half of what an observation costs.
 */
public abstract sealed class TimedObservationContext extends Observation.Context
		permits ReceiveObservationContext, ProcessObservationContext {

	/** By the clock of the meters, in nanoseconds. */
	long startedAt;

	private KeyValues low = KeyValues.empty();

	private KeyValues high = KeyValues.empty();

	TimedObservationContext() {
	}

	@Override
	public KeyValues getLowCardinalityKeyValues() {
		return this.low;
	}

	@Override
	public @Nullable KeyValue getLowCardinalityKeyValue(String key) {
		return find(this.low, key);
	}

	@Override
	public Observation.Context addLowCardinalityKeyValue(KeyValue keyValue) {
		return addLowCardinalityKeyValues(KeyValues.of(keyValue));
	}

	@Override
	public Observation.Context addLowCardinalityKeyValues(KeyValues keyValues) {
		this.low = join(this.low, keyValues);
		return this;
	}

	@Override
	public Observation.Context removeLowCardinalityKeyValue(String key) {
		return removeLowCardinalityKeyValues(key);
	}

	@Override
	public Observation.Context removeLowCardinalityKeyValues(String... keys) {
		this.low = without(this.low, keys);
		return this;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues() {
		return this.high;
	}

	@Override
	public @Nullable KeyValue getHighCardinalityKeyValue(String key) {
		return find(this.high, key);
	}

	@Override
	public Observation.Context addHighCardinalityKeyValue(KeyValue keyValue) {
		return addHighCardinalityKeyValues(KeyValues.of(keyValue));
	}

	@Override
	public Observation.Context addHighCardinalityKeyValues(KeyValues keyValues) {
		this.high = join(this.high, keyValues);
		return this;
	}

	@Override
	public Observation.Context removeHighCardinalityKeyValue(String key) {
		return removeHighCardinalityKeyValues(key);
	}

	@Override
	public Observation.Context removeHighCardinalityKeyValues(String... keys) {
		this.high = without(this.high, keys);
		return this;
	}

	@Override
	public KeyValues getAllKeyValues() {
		return this.low.and(this.high);
	}

	private static KeyValues join(KeyValues known, KeyValues added) {
		return haveSameKeys(known, added) ? added : known.and(added);
	}

	private static boolean haveSameKeys(KeyValues known, KeyValues added) {
		Iterator<KeyValue> addedKeys = added.iterator();
		for (KeyValue each : known) {
			if (!addedKeys.hasNext() || !each.getKey().equals(addedKeys.next().getKey())) {
				return false;
			}
		}
		return !addedKeys.hasNext();
	}

	private static @Nullable KeyValue find(KeyValues keyValues, String key) {
		return keyValues.stream().filter((each) -> each.getKey().equals(key)).findFirst().orElse(null);
	}

	private static KeyValues without(KeyValues keyValues, String... keys) {
		return KeyValues
			.of(keyValues.stream().filter((each) -> Stream.of(keys).noneMatch(each.getKey()::equals)).toList());
	}

}
