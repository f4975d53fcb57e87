package dev.webhooks.databases;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link TestDatabase} runs on.
 */
interface DatabaseServer {

	String displayName();

	/**
	 * What the script that makes the tables is named after.
	 */
	String platform();

	/**
	 * Why tests do not run here, or null if they do.
	 */
	@Nullable String reasonToSkip();

	/**
	 * Starts the server, unless it runs.
	 */
	DatabaseAddress start();

}
