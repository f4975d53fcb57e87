package dev.webhooks.cli.send;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.ProviderOptions;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.InputFile;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.send.EventSource.Content;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Signs a body and shows the headers, or a command that sends it.
 */
@Command(name = "sign", header = "Sign a body, and show its headers or a curl command.",
		description = "Signs a body as the provider would, and sends nothing. The body is that of a file or of the input, or "
				+ "a fixture by --event.",
		footer = { "  webhook sign github body.json --event issues.opened",
				"  webhook sign stripe --event charge.succeeded --format curl --url http://localhost:8080/webhooks/stripe",
				"  cat body.json | webhook sign standard-webhooks --at 1772366400", "",
				"Exit codes: 0 it is signed, 2 wrong usage." })
public final class SignCommand extends ReportingCommand {

	@Mixin
	final ProviderOptions provider = new ProviderOptions();

	@Parameters(index = "1", arity = "0..1", paramLabel = "FILE",
			description = "The body, byte for byte; - is the input, as is nothing without --event.")
	@Nullable String file;

	@Option(names = "--event", order = 1, paramLabel = "EVENT",
			description = "Type of the event, where it is not in the body. Without FILE, the body is its fixture.")
	@Nullable String event;

	@Option(names = "--format", order = 2, paramLabel = "FORMAT", defaultValue = "headers",
			description = "What to show: headers (the default), curl, or http. --json shows the whole request.")
	SignedFormat format = SignedFormat.HEADERS;

	@Option(names = "--url", order = 3, paramLabel = "URL",
			description = "Where it is to be sent to, which some providers sign (https://localhost/webhooks/<name>).")
	@Nullable String url;

	@Mixin
	final SecretOptions secrets = new SecretOptions();

	@Mixin
	final EventOptions options = new EventOptions();

	/**
	 * Creates the command.
	 * @param terminal the terminal that it runs on
	 */
	public SignCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		ChosenProvider chosen = this.provider.choose(this.terminal);
		URI target = RequestSender.check((this.url != null) ? this.url : "https://localhost/webhooks/" + chosen.name());
		boolean fixture = this.file == null && this.event != null;
		byte[] body = fixture ? null : InputFile.read((this.file != null) ? this.file : "-", this.terminal);
		EventSource source = EventSource.of(chosen, this.secrets, this.options, new Content(this.event, body), target,
				this.terminal);
		RecordedRequest request = source.get();
		boolean shell = this.format == SignedFormat.CURL && !this.options.credentials;
		return new SignedReport(this.options.shown(request, source.secrets()), this.format,
				(body != null) ? this.file : null, body,
				shell ? new ShellSecret(request, source.secrets(), this.secrets.shell(chosen.name())) : null);
	}

}
