package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.webhooks.delivery.store.AlertStore;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Alerts of one node, which are gone when it ends. Safe for use by several threads.
 */
public final class MemoryAlertStore implements AlertStore {

	private final List<StandingAlert> standing = new ArrayList<>();

	/**
	 * Creates a store in which no alert stands.
	 */
	public MemoryAlertStore() {
	}

	@Override
	public synchronized List<StandingAlert> standing() {
		return List.copyOf(this.standing);
	}

	@Override
	public synchronized boolean raise(StandingAlert alert) {
		return find(alert) < 0 && this.standing.add(alert);
	}

	@Override
	public synchronized void confirm(StandingAlert alert, String details) {
		int index = find(alert);
		if (index >= 0) {
			StandingAlert now = this.standing.get(index);
			this.standing.set(index, new StandingAlert(now.kind(), now.subject(), details, now.since(), now.toldAt(),
					now.confirmations() + 1));
		}
	}

	@Override
	public synchronized boolean remind(StandingAlert alert, Instant now) {
		int index = find(alert);
		if (index < 0 || !this.standing.get(index).toldAt().equals(alert.toldAt())) {
			return false;
		}
		StandingAlert stands = this.standing.get(index);
		this.standing.set(index, new StandingAlert(stands.kind(), stands.subject(), stands.details(), stands.since(),
				now, stands.confirmations()));
		return true;
	}

	@Override
	public synchronized boolean clear(StandingAlert alert) {
		return this.standing.removeIf((stands) -> stands.isSame(alert) && stands.since().equals(alert.since())
				&& stands.confirmations() == alert.confirmations());
	}

	private int find(StandingAlert alert) {
		for (int i = 0; i < this.standing.size(); i++) {
			if (this.standing.get(i).isSame(alert)) {
				return i;
			}
		}
		return -1;
	}

}
