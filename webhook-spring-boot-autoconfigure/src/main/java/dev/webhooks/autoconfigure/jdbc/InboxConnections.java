package dev.webhooks.autoconfigure.jdbc;

import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * The connections of the inbox's database, which transactional listeners share with
 * everything else. Immutable.
 *
 * @param max how many there are at the most, or {@code null} if nobody knows
 */
record InboxConnections(@Nullable Integer max) {

	/**
	 * Kept from transactional listeners: for two that store, and one each that records,
	 * looks for what is due and renews. Fewer take turns.
	 */
	static final int SPARE = 5;

	static InboxConnections of(DataSource dataSource, Stream<DataSourcePoolMetadataProvider> pools) {
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(pools.toList())
			.getDataSourcePoolMetadata(dataSource);
		Integer max = (pool != null) ? pool.getMax() : null;
		return new InboxConnections((max != null && max > 0) ? max : null);
	}

	/**
	 * How many transactional listeners may run at once.
	 */
	int forTransactions() {
		return (this.max != null) ? Math.max(1, this.max - SPARE) : Integer.MAX_VALUE;
	}

}
