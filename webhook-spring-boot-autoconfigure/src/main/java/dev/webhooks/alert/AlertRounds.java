package dev.webhooks.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.alert.WebhookAlert.Phase;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.store.AlertStore;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Looks at all sources, and has told what begins, goes on for long, or ends. Nodes that
 * share a store each do so: it decides which of them tells.
 * <p>
 * An alert stands as long as one of the nodes confirms it. Each does so with each look at
 * which it finds the condition, whoever has raised it, and a node ends an alert only when
 * nobody has confirmed it for some of its own looks: an alert neither flaps where nodes
 * judge differently by what they alone have seen, nor stands for ever when the node dies
 * that raised it, and clocks that differ do not matter.
 * <p>
 * The store is changed first, then it is told. A node that dies in between has told
 * nothing, and the reminder is the first that is heard: an alert is never told twice in a
 * row. Safe for use by several threads.
 */
@Internal
public final class AlertRounds implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(AlertRounds.class);

	private final List<AlertSource> sources;

	private final AlertStore store;

	private final Consumer<WebhookAlert> teller;

	private final Timing timing;

	private final Clock clock;

	private final Map<String, Sight> sights = new HashMap<>();

	/**
	 * Creates an instance.
	 * @param sources find what alerts are about
	 * @param store holds the alerts that stand
	 * @param teller tells of an alert, without waiting for anybody
	 * @param timing when alerts end and are told again
	 * @param clock tells the time
	 */
	public AlertRounds(List<AlertSource> sources, AlertStore store, Consumer<WebhookAlert> teller, Timing timing,
			Clock clock) {
		this.sources = List.copyOf(sources);
		this.store = store;
		this.teller = teller;
		this.timing = timing;
		this.clock = clock;
	}

	/**
	 * Looks once. While the store cannot be reached, nothing begins or ends.
	 */
	@Override
	public synchronized void run() {
		try {
			look();
		}
		catch (StoreUnavailableException ex) {
			logger.debug("Alerts cannot be looked at", ex);
		}
		catch (Throwable ex) {
			logger.warn("Alerts could not be looked at", ex);
		}
	}

	private void look() {
		Instant now = this.clock.instant();
		List<StandingAlert> standing = this.store.standing();
		List<StandingAlert> unconfirmed = new ArrayList<>(standing);
		for (AlertSource source : this.sources) {
			List<AlertCondition> found = find(source);
			if (found != null) {
				found.forEach((condition) -> hold(condition, standing, now));
				unconfirmed.removeIf((alert) -> found.stream().anyMatch((condition) -> condition.isOf(alert)));
			}
			else {
				standing.stream().filter(source::covers).forEach((alert) -> this.store.confirm(alert, alert.details()));
				unconfirmed.removeIf(source::covers);
			}
		}
		this.sights.keySet().retainAll(unconfirmed.stream().map(AlertRounds::key).toList());
		unconfirmed.forEach((alert) -> endUnlessConfirmed(alert, now));
	}

	/** Finds what is so, or {@code null} if nobody knows. */
	private static @Nullable List<AlertCondition> find(AlertSource source) {
		try {
			return source.find();
		}
		catch (StoreUnavailableException ex) {
			logger.debug("It cannot be told whether alerts are over", ex);
		}
		catch (Throwable ex) {
			logger.warn("{} could not be asked for alerts", source.getClass().getName(), ex);
		}
		return null;
	}

	private void hold(AlertCondition condition, List<StandingAlert> standing, Instant now) {
		StandingAlert stands = standing.stream().filter(condition::isOf).findFirst().orElse(null);
		if (stands == null) {
			if (this.store.raise(condition.raised(now))) {
				this.teller.accept(condition.alert(now, Phase.BEGUN));
			}
			return;
		}
		this.store.confirm(stands, condition.details());
		if (this.timing.isReminderDue(stands, now) && this.store.remind(stands, now)) {
			this.teller.accept(condition.alert(stands.since(), Phase.REMINDED));
		}
	}

	private void endUnlessConfirmed(StandingAlert alert, Instant now) {
		Sight sight = this.sights.get(key(alert));
		if (sight == null || sight.confirmations != alert.confirmations() || !sight.since.equals(alert.since())) {
			this.sights.put(key(alert), new Sight(alert.since(), alert.confirmations(), now));
		}
		else if (!now.isBefore(sight.firstSeen.plus(this.timing.patience)) && this.store.clear(alert)) {
			this.sights.remove(key(alert));
			tellEnd(alert);
		}
	}

	/** One of a newer version may have a kind that is not known here. */
	private void tellEnd(StandingAlert alert) {
		Stream.of(WebhookAlert.Kind.values())
			.filter((kind) -> kind.name().equals(alert.kind()))
			.forEach((kind) -> this.teller
				.accept(new WebhookAlert(kind, alert.subject(), alert.details(), alert.since(), Phase.ENDED)));
	}

	private static String key(StandingAlert alert) {
		return alert.kind() + " " + alert.subject();
	}

	/**
	 * An alert as this node has seen it unconfirmed.
	 */
	private record Sight(Instant since, long confirmations, Instant firstSeen) {
	}

	/**
	 * When alerts end and are told again.
	 *
	 * @param patience how long nobody has to have confirmed an alert that ends
	 * @param repeat after which time one that still stands is told again, or {@code null}
	 * if it is not
	 */
	public record Timing(Duration patience, @Nullable Duration repeat) {

		boolean isReminderDue(StandingAlert alert, Instant now) {
			return this.repeat != null && !now.isBefore(alert.toldAt().plus(this.repeat));
		}

	}

}
