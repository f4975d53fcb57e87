package dev.webhooks.autoconfigure.jdbc;

import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link InboxConnections}.
 */
class InboxConnectionsTests {

	private static InboxConnections pool(@Nullable Integer max) {
		DataSourcePoolMetadata pool = mock(DataSourcePoolMetadata.class);
		given(pool.getMax()).willReturn(max);
		return connections((dataSource) -> pool);
	}

	private static InboxConnections connections(DataSourcePoolMetadataProvider... pools) {
		return InboxConnections.of(mock(DataSource.class), Stream.of(pools));
	}

	@ParameterizedTest
	@CsvSource({ "100, 95", "10, 5", "7, 2", "6, 1", "5, 1", "2, 1", "1, 1" })
	void fiveConnectionsAreKeptFromTransactionsIfThereAreSoMany(int max, int forTransactions) {
		assertThat(pool(max).forTransactions()).isEqualTo(forTransactions);
	}

	@Test
	void aPoolThatNobodyKnowsLimitsNothing() {
		assertThat(connections()).isEqualTo(new InboxConnections(null))
			.satisfies((connections) -> assertThat(connections.forTransactions()).isEqualTo(Integer.MAX_VALUE));
	}

	@Test
	void aPoolWithoutALimitLimitsNothing() {
		assertThat(pool(-1)).isEqualTo(new InboxConnections(null));
	}

	@Test
	void aPoolThatDoesNotTellItsLimitLimitsNothing() {
		assertThat(pool(null)).isEqualTo(new InboxConnections(null));
	}

}
