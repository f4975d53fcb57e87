package dev.webhooks.databases;

import org.jspecify.annotations.Nullable;

/**
 * A server that runs already: the one that the properties {@code tests.<platform>.url},
 * {@code .user} and {@code .password} name. Its tables of the inbox are emptied.
 */
final class ServerByUrl implements DatabaseServer {

	private final String displayName;

	private final String platform;

	private final String user;

	private ServerByUrl(String displayName, String platform, String user) {
		this.displayName = displayName;
		this.platform = platform;
		this.user = user;
	}

	/** No artifact brings this one. */
	static ServerByUrl mysql() {
		return new ServerByUrl("MySQL", "mysql", "root");
	}

	/**
	 * Gives the one that is named, or another.
	 */
	static DatabaseServer postgresOr(DatabaseServer other) {
		ServerByUrl named = new ServerByUrl("PostgreSQL", "postgresql", "postgres");
		return (named.reasonToSkip() == null) ? named : other;
	}

	private String property(String name, String other) {
		return System.getProperty("tests." + this.platform + "." + name, other);
	}

	@Override
	public String displayName() {
		return this.displayName;
	}

	@Override
	public String platform() {
		return this.platform;
	}

	@Override
	public @Nullable String reasonToSkip() {
		return property("url", "").isEmpty()
				? "-Dtests." + this.platform + ".url=jdbc:" + this.platform + "://… names no server" : null;
	}

	@Override
	public DatabaseAddress start() {
		return new DatabaseAddress(property("url", ""), property("user", this.user), property("password", ""));
	}

}
