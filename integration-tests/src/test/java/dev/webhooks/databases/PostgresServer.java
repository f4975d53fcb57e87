package dev.webhooks.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An embedded PostgreSQL of a major version. The property {@code tests.postgres.majors}
 * names the oldest and the newest of a run, or the only one.
 */
public final class PostgresServer implements DatabaseServer {

	private static final String PROPERTY = "tests.postgres.majors";

	private static final List<Integer> MAJORS = Stream.of(System.getProperty(PROPERTY, "13,18").split(","))
		.map(Integer::valueOf)
		.toList();

	private final int major;

	private final boolean named;

	private @Nullable EmbeddedPostgres running;

	private PostgresServer(int major, boolean named) {
		this.major = major;
		this.named = named;
	}

	static PostgresServer oldest() {
		return new PostgresServer(MAJORS.get(0), MAJORS.size() == 2);
	}

	static PostgresServer newest() {
		Assert.state(MAJORS.size() <= 2, () -> "-D" + PROPERTY + "=" + MAJORS + " is more than an oldest and a newest");
		return new PostgresServer(MAJORS.get(MAJORS.size() - 1), true);
	}

	/**
	 * Gives a server of the newest version to a test that needs one of its own.
	 */
	public static EmbeddedPostgres.Builder builder() {
		return newest().configure();
	}

	private EmbeddedPostgres.Builder configure() {
		UnpackedDatabase unpacked = UnpackedDatabase.of("postgres-" + this.major);
		// No locale but C is there whatever the environment says
		return EmbeddedPostgres.builder()
			.setOverrideWorkingDirectory(unpacked.directory().toFile())
			.setPgBinaryResolver((system, architecture) -> Files.newInputStream(unpacked.file("*.txz")))
			.setLocaleConfig("locale", "C");
	}

	@Override
	public String displayName() {
		return this.named ? "PostgreSQL " + this.major : "an older PostgreSQL";
	}

	@Override
	public String platform() {
		return "postgresql";
	}

	@Override
	public @Nullable String reasonToSkip() {
		return this.named ? null : "-D" + PROPERTY + " names no second version";
	}

	@Override
	public synchronized DatabaseAddress start() {
		try {
			if (this.running == null) {
				this.running = configure().setServerConfig("max_connections", "200").start();
			}
			return new DatabaseAddress(this.running.getJdbcUrl("postgres", "postgres"), "postgres", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
