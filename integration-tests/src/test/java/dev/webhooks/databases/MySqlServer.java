package dev.webhooks.databases;

import org.jspecify.annotations.Nullable;

/**
 * The MySQL server that the properties {@code tests.mysql.url}, {@code .user} and
 * {@code .password} name, since no artifact brings one. Its tables of the inbox are
 * emptied.
 */
final class MySqlServer implements DatabaseServer {

	private static final String URL = "tests.mysql.url";

	@Override
	public String displayName() {
		return "MySQL";
	}

	@Override
	public String platform() {
		return "mysql";
	}

	@Override
	public @Nullable String reasonToSkip() {
		return System.getProperty(URL, "").isEmpty() ? "-D" + URL + "=jdbc:mysql://… names no server" : null;
	}

	@Override
	public DatabaseAddress start() {
		return new DatabaseAddress(System.getProperty(URL), System.getProperty("tests.mysql.user", "root"),
				System.getProperty("tests.mysql.password", ""));
	}

}
