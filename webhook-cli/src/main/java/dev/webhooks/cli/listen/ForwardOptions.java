package dev.webhooks.cli.listen;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.DurationOption;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.test.received.ReceivedWebhook;

/**
 * Options of sending on what arrives.
 */
final class ForwardOptions {

	@Option(names = "--forward-to", order = 30, paramLabel = "URL",
			description = "Send each request on, byte for byte, and its answer back. A URL without path gets the paths of the "
					+ "requests.")
	@Nullable String url;

	@Option(names = "--forward-refused", order = 31,
			description = "Send on what does not verify, too. Where providers are named, nothing else than what verifies on "
					+ "their paths is sent on otherwise.")
	boolean refused;

	@Option(names = "--resign", order = 31,
			description = "Sign what was verified anew before it is sent on, with a fresh time. Nothing else is sent on.")
	boolean resign;

	@Option(names = "--resign-secret-env", order = 32, paramLabel = "NAME",
			description = "Variable that holds the secret of the application, where it is not the one that verifies.")
	@Nullable String variable;

	@Option(names = "--resign-secret-file", order = 33, paramLabel = "FILE",
			description = "File that holds the secret of the application.")
	@Nullable Path file;

	@Option(names = "--forward-timeout", order = 34, paramLabel = "TIME", converter = DurationOption.class,
			description = "How long the application may take to answer (30s).")
	Duration timeout = Duration.ofSeconds(30);

	@Nullable URI target() {
		boolean named = this.variable != null || this.file != null;
		if ((this.resign && this.url == null) || (named && !this.resign)) {
			throw CommandFailure.usage("--resign says nothing without --forward-to, nor its secrets without --resign.",
					"Name the URL of the application: --forward-to http://localhost:8080 --resign");
		}
		if (this.refused && (this.url == null || this.resign)) {
			throw CommandFailure.usage(
					"--forward-refused says nothing without --forward-to, and nothing with --resign.",
					"What was refused is sent on as it is, or not at all.");
		}
		return (this.url != null) ? RequestSender.check(this.url) : null;
	}

	/**
	 * Tells whether a request is sent on: one of a provider, that verifies unless others
	 * are wanted, too. Where no provider is named, each is.
	 */
	boolean admits(ReceivedWebhook webhook, boolean named) {
		return (webhook.provider() != null || !named) && (webhook.rejection() == null || this.refused);
	}

	@Nullable String secret(Terminal terminal) {
		if (this.variable != null) {
			return SecretOptions.variable(terminal, this.variable);
		}
		return (this.file != null) ? SecretOptions.file(this.file) : null;
	}

}
