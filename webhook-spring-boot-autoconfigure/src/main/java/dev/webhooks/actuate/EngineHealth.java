package dev.webhooks.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.operation.EngineSnapshot;
import dev.webhooks.delivery.operation.EngineWatch;

/**
 * Tells how an engine does, part by part: its threads, its store, how old its backlog is
 * and whether nobody wants some of it. A part is down for what a restart or somebody must
 * mend. Safe for use by several threads.
 */
final class EngineHealth {

	/** Nobody reads hundreds. */
	private static final int MOST_ORPHANS = 20;

	private final EngineWatch watch;

	private final @Nullable Duration maxBacklogAge;

	EngineHealth(EngineWatch watch, @Nullable Duration maxBacklogAge) {
		this.watch = watch;
		this.maxBacklogAge = maxBacklogAge;
	}

	HealthContributor contributor() {
		Map<String, HealthContributor> parts = new LinkedHashMap<>();
		parts.put("threads", indicator(this::threads));
		parts.put("store", indicator(this::store));
		parts.put("backlog", indicator(this::backlog));
		parts.put("orphans", indicator(this::orphans));
		return CompositeHealthContributor.fromMap(parts);
	}

	private static HealthIndicator indicator(Consumer<Health.Builder> check) {
		return () -> {
			Health.Builder health = new Health.Builder().up();
			check.accept(health);
			return health.build();
		};
	}

	private void threads(Health.Builder health) {
		EngineState state = this.watch.engine().state();
		if (!state.running() || state.lastDeath() != null) {
			health.down();
		}
		health.withDetail("running", state.running());
		if (state.deaths() > 0) {
			health.withDetail("threadsRestarted", state.deaths());
		}
		if (state.lastDeath() != null) {
			health.withDetail("lastDeath", state.lastDeath());
		}
	}

	/** The engine may have failed to write what can be read. */
	private void store(Health.Builder health) {
		boolean reachable = this.watch.engine().state().reachable() && snapshot(health) != null;
		if (!reachable) {
			health.down();
		}
		health.withDetail("reachable", reachable);
	}

	private void backlog(Health.Builder health) {
		EngineSnapshot snapshot = snapshot(health);
		if (snapshot == null) {
			health.unknown();
			return;
		}
		Collection<ChannelBacklog> channels = snapshot.channels().values();
		health.withDetail("pending", Counts.of(sum(channels, ChannelBacklog::open)))
			.withDetail("due", Counts.of(sum(channels, ChannelBacklog::due)))
			.withDetail("dead", Counts.of(sum(channels, ChannelBacklog::dead)))
			.withDetail("gatesClosed", snapshot.gates().size());
		Instant oldest = snapshot.oldestDue();
		if (oldest != null) {
			Duration age = Duration.between(oldest, snapshot.takenAt());
			health.withDetail("age", Counts.seconds(age));
			if (this.maxBacklogAge != null && age.compareTo(this.maxBacklogAge) > 0) {
				health.down().withDetail("maxAge", this.maxBacklogAge.toString());
			}
		}
	}

	private static long sum(Collection<ChannelBacklog> channels, ToLongFunction<ChannelBacklog> count) {
		return channels.stream().mapToLong(count).sum();
	}

	private void orphans(Health.Builder health) {
		EngineSnapshot snapshot = snapshot(health);
		if (snapshot == null) {
			health.unknown();
			return;
		}
		if (!snapshot.orphans().isEmpty()) {
			health.down();
		}
		List<OrphanedDestination> orphans = snapshot.orphans();
		orphans.stream()
			.limit(MOST_ORPHANS)
			.forEach((orphan) -> health.withDetail(orphan.destination().channel() + "/" + orphan.destination().target(),
					Counts.of(orphan.open())));
		if (orphans.size() > MOST_ORPHANS) {
			health.withDetail("more", orphans.size() - MOST_ORPHANS);
		}
	}

	private @Nullable EngineSnapshot snapshot(Health.Builder health) {
		try {
			return this.watch.snapshot();
		}
		catch (StoreUnavailableException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			health.withDetail("error", String.valueOf(cause.getMessage()));
			return null;
		}
	}

}
