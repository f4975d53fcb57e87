package dev.webhooks.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

/**
 * Which deliveries an operator means, as it is written: all of it may be missing.
 * Immutable.
 *
 * @param engine the name of the engine
 * @param status one status, or several with commas between them
 * @param channel the channel; of the inbox the provider
 * @param target the target; of the inbox the listener
 * @param event the id under which the event is stored
 * @param eventId the id that the channel gave the event
 * @param tenant the tenant
 * @param type the most specific name of the type
 * @param from the earliest time of receipt, or how long that is ago
 * @param to the time of receipt that is too late, or how long that is ago
 */
public record DeliveryQuery(@Nullable String engine, @Nullable String status, @Nullable String channel,
		@Nullable String target, @Nullable String event, @Nullable String eventId, @Nullable String tenant,
		@Nullable String type, @Nullable String from, @Nullable String to) {

	static final DeliveryQuery ALL = to(null, null, null);

	static DeliveryQuery to(@Nullable String engine, @Nullable String channel, @Nullable String target) {
		return new DeliveryQuery(engine, null, channel, target, null, null, null, null, null, null);
	}

	/**
	 * Names by which operators of an inbox know channels and targets.
	 * @param one a value
	 * @param other the same value by its other name
	 * @param names both names
	 * @return whichever is there
	 * @throws RefusedOperationException if both are there and differ
	 */
	static @Nullable String either(@Nullable String one, @Nullable String other, String names) {
		if (one != null && other != null && !one.equals(other)) {
			throw RefusedOperationException.invalid("Of %s give only one".formatted(names));
		}
		return (one != null) ? one : other;
	}

	/**
	 * Makes the filter.
	 * @param statuses the statuses where none is given; none for all
	 * @param now the current time
	 * @throws RefusedOperationException if something cannot be read
	 */
	DeliveryFilter toFilter(Set<DeliveryStatus> statuses, Instant now) {
		Instant from = QueryText.time("from", this.from, now);
		Instant to = QueryText.time("to", this.to, now);
		if (from != null && to != null && !from.isBefore(to)) {
			throw RefusedOperationException.invalid("'from' must be before 'to'");
		}
		return new DeliveryFilter((this.status != null) ? QueryText.statuses(this.status) : statuses,
				QueryText.value(this.channel), QueryText.value(this.target), QueryText.uuid("event", this.event),
				QueryText.value(this.eventId), QueryText.value(this.tenant), QueryText.value(this.type), from, to);
	}

	/** Parts that make a cursor of one query useless for another. */
	List<String> parts(String engine) {
		return Stream
			.of(engine, this.status, this.channel, this.target, this.event, this.eventId, this.tenant, this.type,
					this.from, this.to)
			.map(String::valueOf)
			.toList();
	}

	/** Query that means the same, with the times as they were understood. */
	static DeliveryQuery of(String engine, DeliveryFilter filter) {
		return new DeliveryQuery(engine, QueryText.write(filter.statuses(), ","), filter.channel(), filter.target(),
				text(filter.event()), filter.eventId(), filter.tenant(), filter.type(), text(filter.receivedFrom()),
				text(filter.receivedBefore()));
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	/** Parameters by name, without those that are missing. */
	Map<String, String> describe() {
		Map<String, String> parameters = new LinkedHashMap<>();
		put(parameters, "engine", this.engine);
		put(parameters, "status", this.status);
		put(parameters, "channel", this.channel);
		put(parameters, "target", this.target);
		put(parameters, "event", this.event);
		put(parameters, "eventId", this.eventId);
		put(parameters, "tenant", this.tenant);
		put(parameters, "type", this.type);
		put(parameters, "from", this.from);
		put(parameters, "to", this.to);
		return parameters;
	}

	private static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

}
