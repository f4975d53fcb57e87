package dev.webhooks.sender.endpoint.jdbc;

import java.util.Objects;

import org.springframework.dao.DuplicateKeyException;

/**
 * The number of the last change of an endpoint. Those who change endpoints take turns by
 * it: when a change can be seen, all with lower numbers can be seen too.
 */
final class RevisionTable {

	private final EndpointDatabase database;

	RevisionTable(EndpointDatabase database) {
		this.database = database;
	}

	/**
	 * Makes sure that there is a number to begin with, in a transaction of its own.
	 */
	void prepare() {
		if (read() == 0) {
			long highest = Objects.requireNonNullElse(this.database.jdbc()
				.queryForObject(this.database.sql("SELECT MAX(revision) FROM {ENDPOINT} WHERE application = ?"),
						Long.class, this.database.application()),
					0L);
			this.database.update("INSERT INTO {REVISION} (application, revision) VALUES (?, ?)",
					this.database.application(), highest + 1);
		}
	}

	/**
	 * Tells whether a failure to prepare is another node's success.
	 */
	static boolean isPrepared(RuntimeException failure) {
		return failure instanceof DuplicateKeyException;
	}

	private long read() {
		return this.database.jdbc()
			.queryForList(this.database.sql("SELECT revision FROM {REVISION} WHERE application = ?"), Long.class,
					this.database.application())
			.stream()
			.findFirst()
			.orElse(0L);
	}

	/**
	 * Takes the next number. Others that want one wait until the transaction ends.
	 */
	long next() {
		if (!increase()) {
			// Somebody has emptied the table since the start
			prepare();
			increase();
		}
		return read();
	}

	private boolean increase() {
		return this.database.update("UPDATE {REVISION} SET revision = revision + 1 WHERE application = ?",
				this.database.application()) > 0;
	}

}
