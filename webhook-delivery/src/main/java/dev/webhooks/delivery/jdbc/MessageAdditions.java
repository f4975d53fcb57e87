package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.context.TransactionEnd;
import dev.webhooks.delivery.jdbc.database.CallerTransaction;
import dev.webhooks.delivery.jdbc.database.ConnectionLostException;
import dev.webhooks.delivery.jdbc.database.StatementLimit;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.store.Addition;

/**
 * Adds messages with their deliveries: in a transaction of the store, or in that of a
 * caller.
 */
final class MessageAdditions {

	private final Transactions transactions;

	private final CallerTransaction caller;

	private final JdbcParts parts;

	private final OpenLeases open;

	private final StatementLimit limit;

	MessageAdditions(Transactions transactions, CallerTransaction caller, JdbcParts parts, OpenLeases open,
			StatementLimit limit) {
		this.transactions = transactions;
		this.caller = caller;
		this.parts = parts;
		this.open = open;
		this.limit = limit;
	}

	/**
	 * Adds messages, and opens the dead deliveries again of those that are there.
	 */
	List<AddOutcome> add(List<Addition> events, Lease lease, Instant now) {
		Set<UUID> added = insert(events, lease, now);
		this.open.added(events.stream().filter((event) -> added.contains(event.id())).toList(), lease);
		if (added.size() == events.size()) {
			return Collections.nCopies(events.size(), AddOutcome.ACCEPTED);
		}
		return events.stream()
			.map((event) -> added.contains(event.id()) ? AddOutcome.ACCEPTED
					: this.transactions.run(() -> reopen(event, lease, now)))
			.toList();
	}

	private Set<UUID> insert(List<Addition> events, Lease lease, Instant now) {
		Supplier<Set<UUID>> insert = () -> this.parts.inserts().insert(events, lease, now);
		try {
			return this.parts.inserts().isOneStatement(events) ? this.transactions.runStatement(insert)
					: this.transactions.run(insert);
		}
		catch (ConnectionLostException ex) {
			throw this.limit.explain(ex, events);
		}
	}

	/**
	 * Adds messages in the transaction of the caller.
	 * @param ended told which are stored when that has ended
	 */
	List<AddOutcome> append(List<Addition> events, Lease lease, Instant now, Consumer<Set<UUID>> ended) {
		Set<UUID> added = this.caller.run(() -> insertInParts(events, lease, now));
		TransactionSynchronizationManager.registerSynchronization(new TransactionEnd((isCommitted) -> {
			Set<UUID> committed = isCommitted ? added : Set.of();
			this.open.added(events.stream().filter((event) -> committed.contains(event.id())).toList(), lease);
			ended.accept(committed);
		}));
		return events.stream()
			.map((event) -> added.contains(event.id()) ? AddOutcome.ACCEPTED : AddOutcome.DUPLICATE)
			.toList();
	}

	/** No statement is larger than the database takes. */
	private Set<UUID> insertInParts(List<Addition> events, Lease lease, Instant now) {
		Set<UUID> added = new HashSet<>();
		long most = this.limit.maxEventSize() / 2;
		int begin = 0;
		long size = 0;
		for (int i = 0; i < events.size(); i++) {
			long next = events.get(i).message().storedSize();
			if (i > begin && size + next > most) {
				added.addAll(this.parts.inserts().insert(events.subList(begin, i), lease, now));
				begin = i;
				size = 0;
			}
			size += next;
		}
		added.addAll(this.parts.inserts().insert(events.subList(begin, events.size()), lease, now));
		return added;
	}

	/** Each in a transaction of its own, so that none waits for another in a circle. */
	private AddOutcome reopen(Addition redelivered, Lease lease, Instant now) {
		UUID existing = this.parts.events().lockDuplicateOf(redelivered.message());
		if (existing == null) {
			return addRemoved(redelivered, lease, now);
		}
		if (this.parts.changes().reopen(existing, now) == 0) {
			return AddOutcome.DUPLICATE;
		}
		this.parts.events().restore(existing, redelivered.message());
		return AddOutcome.REOPENED;
	}

	/** It was too old to be kept just now, and is a new event. */
	private AddOutcome addRemoved(Addition redelivered, Lease lease, Instant now) {
		if (this.parts.inserts().insert(List.of(redelivered), lease, now).isEmpty()) {
			throw new StoreUnavailableException("An event comes and goes while it is delivered again", null);
		}
		this.open.added(List.of(redelivered), lease);
		return AddOutcome.ACCEPTED;
	}

}
