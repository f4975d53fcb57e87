package dev.webhooks.cli.listen;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.DurationOption;

/**
 * Options of listening that are not about providers.
 */
final class ListenOptions {

	private static final int PORT = 8090;

	private static final int MAX_BODY = 10 * 1024 * 1024;

	@Option(names = "--port", order = 1, paramLabel = "PORT",
			description = "Port to listen on (8090); 0 is any free one.")
	int port = PORT;

	@Option(names = "--address", order = 2, paramLabel = "ADDRESS",
			description = "Address to listen on (the loopback interface, which only this machine reaches).")
	@Nullable String address;

	@Option(names = "--count", order = 3, paramLabel = "N", description = "End after so many requests.")
	int count;

	@Option(names = "--timeout", order = 4, paramLabel = "TIME", converter = DurationOption.class,
			description = "End after this time, such as 30s or 5m.")
	@Nullable Duration timeout;

	@Option(names = "--save", order = 5, paramLabel = "DIR",
			description = "Keep each request in a file of this folder, as it came: with its signature, and for nobody else to "
					+ "read. webhook replay sends it again.")
	@Nullable Path save;

	@Option(names = "--save-fixtures", order = 6, paramLabel = "DIR",
			description = "Keep the body of the first verified event of each type as a fixture of tests: "
					+ "DIR/<provider>/<type>.json, such as src/test/resources/webhooks.")
	@Nullable Path fixtures;

	@Option(names = "--answer", order = 7, paramLabel = "STATUS",
			description = "Answer with this status, whatever arrives (200, or what refuses it).")
	int answer;

	@Option(names = "--brief", order = 8, description = "Show one line of each request.")
	boolean brief;

	@Option(names = "--full", order = 9, description = "Show long bodies to their end.")
	boolean full;

	@Option(names = "--show-credentials", order = 40,
			description = "Show headers and parameters that hold signatures, tokens and the like, too.")
	boolean credentials;

	@Option(names = "--max-body", order = 41, paramLabel = "BYTES",
			description = "The largest body that is taken (10485760).")
	int maxBody = MAX_BODY;

	InetAddress address() {
		try {
			return (this.address != null) ? InetAddress.getByName(this.address) : InetAddress.getLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			throw CommandFailure.usage("There is no address '%s'.".formatted(this.address),
					"Name one of this machine, or 0.0.0.0 for all.");
		}
	}

	void check(@Nullable URI forwardTo) {
		if (this.answer != 0 && (this.answer < 200 || this.answer > 599 || forwardTo != null)) {
			throw CommandFailure.usage(
					"--answer takes a status from 200 to 599, and none where requests are forwarded.",
					"Leave one of them out.");
		}
		if (this.port < 0 || this.port > 65535 || this.count < 0 || this.maxBody < 1) {
			throw CommandFailure.usage("A number is out of range.", "See webhook listen --help.");
		}
	}

}
