package dev.webhooks.delivery.jdbc.database;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.store.Addition;

/**
 * How much the database takes in one statement. Immutable.
 */
public final class StatementLimit {

	/** For all that is in a statement beside an event. */
	private static final long REST = 64 * 1024;

	/** PostgreSQL takes no longer message. */
	private static final long POSTGRESQL_LIMIT = 1L << 30;

	/** Exception that drivers of MySQL and MariaDB throw before they send anything. */
	private static final Set<String> NOT_SENT = Set.of("PacketTooBigException", "MaxAllowedPacketException");

	private final JdbcTemplate jdbc;

	private final Dialect dialect;

	private final long maxEventSize;

	public StatementLimit(JdbcTemplate jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.maxEventSize = read();
	}

	/**
	 * Size of the largest event that fits whatever its bytes are.
	 */
	public long maxEventSize() {
		return this.maxEventSize;
	}

	private long read() {
		return switch (this.dialect) {
			case POSTGRESQL -> POSTGRESQL_LIMIT - REST;
			// Drivers write bytes as text, which makes up to two of each
			case MYSQL -> Math.max(1, (maxPacket() - REST) / 2);
			case H2 -> Long.MAX_VALUE;
		};
	}

	private long maxPacket() {
		return Objects.requireNonNull(this.jdbc.queryForObject("SELECT @@global.max_allowed_packet", Long.class));
	}

	/**
	 * Finds out whether events were not stored because they are too large. Of several the
	 * database may say it no more clearly than by closing the connection.
	 * @return the exception to throw
	 */
	public RuntimeException explain(ConnectionLostException lost, List<Addition> events) {
		if (events.size() > 1) {
			return (lost.getCause() instanceof RuntimeException cause) ? cause : lost;
		}
		boolean tooLarge = isNotSent(lost) || isTooLargeNow(events.get(0));
		return tooLarge ? new MessageTooLargeException("The database takes no statement of that size", lost) : lost;
	}

	private static boolean isNotSent(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (NOT_SENT.contains(cause.getClass().getSimpleName())) {
				return true;
			}
		}
		return false;
	}

	/** The limit may have been lowered since the start. */
	private boolean isTooLargeNow(Addition event) {
		try {
			return event.message().storedSize() > read();
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

}
