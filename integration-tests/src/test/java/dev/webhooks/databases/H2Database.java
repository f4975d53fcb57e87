package dev.webhooks.databases;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * H2 in memory, a new database at each start.
 */
final class H2Database implements DatabaseServer {

	@Override
	public String displayName() {
		return "H2";
	}

	@Override
	public String platform() {
		return "h2";
	}

	@Override
	public @Nullable String reasonToSkip() {
		return null;
	}

	@Override
	public DatabaseAddress start() {
		return new DatabaseAddress("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

}
