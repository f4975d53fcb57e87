package dev.webhooks.databases;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A database that tests run on, started when it is first asked for: of PostgreSQL and
 * MariaDB the oldest and the newest version to be had. Tests that need only one take
 * {@link #POSTGRES_NEWEST}.
 */
public enum TestDatabase {

	H2(new H2Database()),

	POSTGRES_OLDEST(PostgresServer.oldest()),

	POSTGRES_NEWEST(ServerByUrl.postgresOr(PostgresServer.newest())),

	MARIADB_OLDEST(new MariaDbServer("10.11")),

	MARIADB_NEWEST(new MariaDbServer("11.4")),

	MYSQL(ServerByUrl.mysql());

	private final DatabaseServer server;

	private @Nullable HikariDataSource pool;

	private @Nullable RuntimeException failure;

	TestDatabase(DatabaseServer server) {
		this.server = server;
	}

	/**
	 * Gives the database that a test's class names with {@link OnDatabase}.
	 */
	public static TestDatabase of(Object test) {
		return AnnotationSupport.findAnnotation(test.getClass(), OnDatabase.class)
			.orElseThrow(() -> new IllegalStateException(test.getClass() + " is not @OnDatabase"))
			.value();
	}

	/**
	 * Why tests do not run on this database, or null if they do.
	 */
	@Nullable String reasonToSkip() {
		return this.server.reasonToSkip();
	}

	String displayName() {
		return this.server.displayName();
	}

	/**
	 * Empties the tables. H2 is another database then.
	 */
	public synchronized TestDatabase empty() {
		execute(open(start()), "empty.sql");
		return this;
	}

	/**
	 * Gives a pool of connections to this database, which has all tables.
	 */
	public synchronized HikariDataSource dataSource() {
		return (this.pool != null) ? this.pool : open(start());
	}

	/**
	 * Gives the same database with a meter.
	 */
	public MeteredDataSource metered(DataSource database) {
		return new MeteredDataSource(database, platform());
	}

	/**
	 * Gives what the script of the tables is named after.
	 */
	public String platform() {
		return this.server.platform();
	}

	/**
	 * Gives the properties of an application on this database.
	 */
	public String[] properties(String... more) {
		HikariDataSource database = dataSource();
		List<String> all = new ArrayList<>(List.of("spring.datasource.url=" + database.getJdbcUrl(),
				"spring.datasource.username=" + database.getUsername(),
				"spring.datasource.password=" + database.getPassword()));
		all.addAll(Arrays.asList(more));
		return all.toArray(String[]::new);
	}

	private DatabaseAddress start() {
		if (this.failure != null) {
			throw this.failure;
		}
		try {
			return this.server.start();
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private HikariDataSource open(DatabaseAddress address) {
		if (this.pool == null || !address.url().equals(this.pool.getJdbcUrl())) {
			this.pool = pool(address);
			DatabasesOfTheRun.add(version(this.pool));
			execute(this.pool, "dev/webhooks/delivery/jdbc/schema-" + this.server.platform() + ".sql");
			execute(this.pool, "dev/webhooks/sender/endpoint/jdbc/schema-" + this.server.platform() + ".sql");
		}
		return this.pool;
	}

	/**
	 * Gives one connection to the same database, whose statements keep the plan that is
	 * made when they run for the first time, whatever they are run with later.
	 */
	public synchronized HikariDataSource connectionThatKeepsPlans() {
		HikariDataSource database = dataSource();
		HikariConfig config = config(
				new DatabaseAddress(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
		config.setMaximumPoolSize(1);
		if (platform().equals("postgresql")) {
			config.addDataSourceProperty("prepareThreshold", "1");
			config.setConnectionInitSql("SET plan_cache_mode = force_generic_plan");
		}
		return new HikariDataSource(config);
	}

	private static HikariDataSource pool(DatabaseAddress address) {
		HikariConfig config = config(address);
		config.setMaximumPoolSize(16);
		return new HikariDataSource(config);
	}

	private static HikariConfig config(DatabaseAddress address) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(address.url());
		config.setUsername(address.user());
		config.setPassword(address.password());
		return config;
	}

	private static String version(DataSource database) {
		try (Connection connection = database.getConnection()) {
			DatabaseMetaData metaData = connection.getMetaData();
			return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void execute(DataSource database, String script) {
		new ResourceDatabasePopulator(new ClassPathResource(script)).execute(database);
	}

}
