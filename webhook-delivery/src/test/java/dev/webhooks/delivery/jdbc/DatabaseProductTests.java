package dev.webhooks.delivery.jdbc;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatabaseProduct}.
 */
class DatabaseProductTests {

	@ParameterizedTest
	@CsvSource({ "PostgreSQL, POSTGRESQL", "MySQL, MYSQL", "MariaDB, MYSQL", "H2, H2" })
	void knowsADatabaseByTheNameThatItsDriverGives(String product, Dialect dialect) {
		assertThat(new DatabaseProduct(product).dialect()).isEqualTo(dialect);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HSQL Database Engine", "SQLite", "Oracle", "Microsoft SQL Server", "DB2/LINUXX8664",
			"Apache Derby", "" })
	void saysWhichDatabaseIsNotSupported(String product) {
		assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(() -> new DatabaseProduct(product).dialect())
			.withMessageContaining(product + " is not supported");
	}

}
