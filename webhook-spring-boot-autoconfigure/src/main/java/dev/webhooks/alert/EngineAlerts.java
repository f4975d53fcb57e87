package dev.webhooks.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.operation.EngineSnapshot;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Looks into an engine for dead letters, a backlog and orphans, at a cost that does not
 * grow with what is stored. Safe for use by several threads.
 */
@Internal
public final class EngineAlerts implements AlertSource {

	/** Each is an alert of its own, and nobody reads hundreds. */
	private static final int MOST_ORPHANS = 20;

	private static final Set<String> KINDS = Set.of(Kind.DEAD_LETTERS.name(), Kind.BACKLOG.name(),
			Kind.ORPHANED.name());

	private final EngineWatch watch;

	private final @Nullable Duration maxBacklogAge;

	/**
	 * Creates an instance.
	 * @param watch looks into the engine
	 * @param maxBacklogAge how long deliveries may be due, or {@code null} for any time
	 */
	public EngineAlerts(EngineWatch watch, @Nullable Duration maxBacklogAge) {
		this.watch = watch;
		this.maxBacklogAge = maxBacklogAge;
	}

	@Override
	public List<AlertCondition> find() {
		EngineSnapshot snapshot = this.watch.snapshot();
		List<AlertCondition> found = new ArrayList<>();
		snapshot.channels().forEach((channel, backlog) -> {
			if (backlog.dead() > 0) {
				found.add(new AlertCondition(Kind.DEAD_LETTERS, subject(channel),
						number(backlog.dead(), "delivery was", "deliveries were") + " given up"));
			}
			if (isTooOld(backlog.oldestDue(), snapshot.takenAt())) {
				found.add(new AlertCondition(Kind.BACKLOG, subject(channel), "%s, the first since %s".formatted(
						number(backlog.due(), "delivery waits", "deliveries wait"), seconds(backlog.oldestDue()))));
			}
		});
		snapshot.orphans().stream().limit(MOST_ORPHANS).map(this::orphaned).forEach(found::add);
		return found;
	}

	private boolean isTooOld(@Nullable Instant oldestDue, Instant now) {
		return this.maxBacklogAge != null && oldestDue != null
				&& Duration.between(oldestDue, now).compareTo(this.maxBacklogAge) > 0;
	}

	private static @Nullable Instant seconds(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	private AlertCondition orphaned(OrphanedDestination orphan) {
		return new AlertCondition(Kind.ORPHANED,
				subject(orphan.destination().channel()) + "/" + orphan.destination().target(),
				number(orphan.open(), "delivery waits", "deliveries wait") + " for a target that no node has");
	}

	private static String number(long number, String one, String many) {
		return (number == 1) ? "1 " + one
				: (number >= EngineSnapshot.MOST_COUNTED) ? "At least " + number + " " + many : number + " " + many;
	}

	private String subject(String channel) {
		return this.watch.engine().name() + "/" + channel;
	}

	@Override
	public boolean covers(StandingAlert alert) {
		return KINDS.contains(alert.kind()) && alert.subject().startsWith(subject(""));
	}

}
