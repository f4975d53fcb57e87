package dev.webhooks.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/**
 * The version of this jar, and of the Java that runs it.
 */
final class CliVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		@Nullable String version = WebhookCommand.class.getPackage().getImplementationVersion();
		return new String[] { "webhook " + ((version != null) ? version : "of unknown version"),
				"Java " + Runtime.version() };
	}

}
