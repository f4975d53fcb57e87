package dev.webhooks.databases;

import java.sql.Connection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link TestDatabase}.
 */
class TestDatabaseTests {

	@ParameterizedTest
	@EnumSource
	void theServerIsOfTheVersionThatItsNameSays(TestDatabase database) throws Exception {
		assumeThatItCanBeHad(database);
		try (Connection connection = database.dataSource().getConnection()) {
			String name = connection.getMetaData().getDatabaseProductName();
			assertThat(name + " " + connection.getMetaData().getDatabaseProductVersion())
				.startsWith(database.displayName());
		}
	}

	@ParameterizedTest
	@EnumSource(names = "MARIADB_.*", mode = EnumSource.Mode.MATCH_ALL)
	void mariaDbTakesPacketsOfItsDefaultSize(TestDatabase database) {
		assumeThatItCanBeHad(database);
		assertThat(new JdbcTemplate(database.dataSource()).queryForObject("SELECT @@max_allowed_packet", Long.class))
			.isEqualTo(16_777_216);
	}

	private static void assumeThatItCanBeHad(TestDatabase database) {
		String reason = database.reasonToSkip();
		assumeTrue(reason == null, reason);
	}

}
