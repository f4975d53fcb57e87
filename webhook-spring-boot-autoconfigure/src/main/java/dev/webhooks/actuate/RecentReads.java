package dev.webhooks.actuate;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Answers what operators ask of the last requests. Safe for use by several threads.
 */
final class RecentReads {

	private static final String ONLY_STORED = "Nothing is stored here: filter by channel, type, eventId, status, from "
			+ "and to";

	private final @Nullable RecentOutcomes outcomes;

	private final Clock clock;

	RecentReads(@Nullable RecentOutcomes outcomes, Clock clock) {
		this.outcomes = outcomes;
		this.clock = clock;
	}

	/**
	 * Finds outcomes; the status is that of an outcome, such as {@code failed}.
	 */
	RecentOutcome.Page page(DeliveryQuery query, @Nullable String after, @Nullable String limit) {
		if (Stream.of(query.engine(), query.target(), query.event(), query.tenant(), after)
			.anyMatch(Objects::nonNull)) {
			throw RefusedOperationException.invalid(ONLY_STORED);
		}
		Instant now = this.clock.instant();
		Instant from = QueryText.time("from", query.from(), now);
		Instant to = QueryText.time("to", query.to(), now);
		Set<ReceiveOutcome.Kind> kinds = kinds(query.status());
		int most = QueryText.number("limit", limit, RecentOutcomes.SIZE, RecentOutcomes.SIZE);
		if (this.outcomes == null) {
			return new RecentOutcome.Page(List.of(), List.of());
		}
		return this.outcomes.page((outcome) -> kinds.contains(outcome.outcome())
				&& (query.channel() == null || query.channel().equals(outcome.provider()))
				&& (query.type() == null || outcome.types().contains(query.type()))
				&& (query.eventId() == null || outcome.eventIds().contains(query.eventId()))
				&& (from == null || !outcome.time().isBefore(from)) && (to == null || outcome.time().isBefore(to)),
				most);
	}

	private static Set<ReceiveOutcome.Kind> kinds(@Nullable String text) {
		if (text == null) {
			return EnumSet.allOf(ReceiveOutcome.Kind.class);
		}
		Set<ReceiveOutcome.Kind> kinds = EnumSet.noneOf(ReceiveOutcome.Kind.class);
		for (String name : text.split(",", -1)) {
			kinds.add(Stream.of(ReceiveOutcome.Kind.values())
				.filter((kind) -> kind.name().equalsIgnoreCase(name.strip()))
				.findFirst()
				.orElseThrow(() -> RefusedOperationException
					.invalid("Nothing is stored here: 'status' must be of " + Stream.of(ReceiveOutcome.Kind.values())
						.map((kind) -> kind.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ")))));
		}
		return kinds;
	}

}
