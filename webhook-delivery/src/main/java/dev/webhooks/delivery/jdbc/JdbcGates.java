package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.dao.DuplicateKeyException;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.delivery.store.Passage;
import dev.webhooks.delivery.store.ProbedGate;

/**
 * The gates of a store in a database.
 */
abstract class JdbcGates implements GateStore {

	private final Transactions transactions;

	private final JdbcParts parts;

	JdbcGates(Transactions transactions, JdbcParts parts) {
		this.transactions = transactions;
		this.parts = parts;
	}

	/** If another node closes it at the same time, the second try finds it closed. */
	@Override
	public void close(Gate gate, Instant now) {
		try {
			closeOnce(gate, now);
		}
		catch (DuplicateKeyException ex) {
			if (gate.probing() == null) {
				this.transactions.run(() -> this.parts.gates().resume(gate.destination()));
				closeOnce(gate, now);
			}
		}
	}

	private void closeOnce(Gate gate, Instant now) {
		this.transactions.run(() -> {
			if (gate.probing() == null) {
				this.parts.gates().close(gate, now);
			}
			else {
				this.parts.probedGates().insert(ProbedGate.closed(gate, now), now);
			}
			return true;
		});
	}

	@Override
	public boolean open(Destination destination) {
		return this.transactions.run(() -> this.parts.gates().open(destination));
	}

	@Override
	public List<Gate> closedGates(Instant now) {
		return this.transactions.run(
				() -> Stream
					.concat(this.parts.gates().paused(now).stream(),
							this.parts.probedGates().all().stream().map((gate) -> gate.seen(now)))
					.toList());
	}

	@Override
	public Optional<List<Gate.Probe>> pass(Destination destination, Instant now) {
		return this.transactions.run(() -> {
			Passage passage = this.parts.passages().passage(destination, now);
			if (passage.isClosed()) {
				return Optional.empty();
			}
			this.parts.passages().passed(passage, 1, now);
			return Optional.of(passage.probes());
		});
	}

	@Override
	public ProbeVerdict probed(Gate.Probe probe, ProbeEnd end, Instant now) {
		return this.transactions.run(() -> this.parts.passages().probed(probe, end, now));
	}

}
