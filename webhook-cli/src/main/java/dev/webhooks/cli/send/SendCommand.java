package dev.webhooks.cli.send;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.ProviderOptions;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.HttpText;
import dev.webhooks.cli.request.InputFile;
import dev.webhooks.cli.request.JsonRequest;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.send.EventSource.Content;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.DurationOption;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.JsonOutput;
import dev.webhooks.cli.terminal.ProgressBar;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Sends signed events to an application, as the provider would.
 */
@Command(name = "send", header = "Send a signed event to an application, as the provider would.",
		description = "Each request has an event of its own, with a new id and new times, and is signed by the provider's "
				+ "own recipe. Its body is a fixture (see: webhook events PROVIDER), or yours.",
		footer = { "  webhook send stripe charge.succeeded --url http://localhost:8080/webhooks/stripe",
				"  webhook send stripe charge.succeeded --url http://localhost:8080/webhooks/stripe \\",
				"    --set /data/object/amount=5 --remove /data/object/description",
				"  webhook send github issues.opened --payload issue.json --secret-env GH_SECRET \\",
				"    --url https://test.example/webhooks/github",
				"  webhook send acme order.paid --config application.yml --url http://localhost:8080/webhooks/acme \\",
				"    --count 1000 --rate 50 --concurrency 8", "",
				"Exit codes: 0 all were answered 2xx, 1 one was not, 2 wrong usage, 3 there was no answer." })
public final class SendCommand extends ReportingCommand {

	private static final int MAX_CONCURRENCY = 1000;

	@Mixin
	final ProviderOptions provider = new ProviderOptions();

	@Parameters(index = "1", arity = "0..1", paramLabel = "EVENT",
			description = "Type of the event, such as charge.succeeded. Without it, the request is the one that the "
					+ "provider's documentation shows.")
	@Nullable String event;

	@Option(names = "--url", order = 1, required = true, paramLabel = "URL", description = "Where to send it.")
	String url = "";

	@Option(names = "--payload", order = 2, paramLabel = "FILE",
			description = "Body of the request, byte for byte; - is the input.")
	@Nullable String payload;

	@Mixin
	final SecretOptions secrets = new SecretOptions();

	@Mixin
	final EventOptions options = new EventOptions();

	@Option(names = "--count", order = 40, paramLabel = "N", defaultValue = "1", description = "How many to send (1).")
	int count = 1;

	@Option(names = "--rate", order = 41, paramLabel = "N", defaultValue = "0",
			description = "How many to send in a second (as many as are answered).")
	double rate;

	@Option(names = "--concurrency", order = 42, paramLabel = "N", defaultValue = "8",
			description = "How many may wait for their answer at a time (8).")
	int concurrency = 8;

	@Option(names = "--timeout", order = 43, paramLabel = "TIME", defaultValue = "30s",
			converter = DurationOption.class, description = "How long an answer may take (30s).")
	Duration timeout = Duration.ofSeconds(30);

	@Option(names = "--dry-run", order = 44, description = "Show the request in place of sending it.")
	boolean dryRun;

	/**
	 * Creates the command.
	 * @param terminal the terminal that it runs on
	 */
	public SendCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		if (this.count < 1 || this.concurrency < 1 || this.concurrency > MAX_CONCURRENCY || !(this.rate >= 0)
				|| Double.isInfinite(this.rate)) {
			throw CommandFailure.usage("--count, --rate and --concurrency are positive numbers, the last one at most "
					+ MAX_CONCURRENCY + ".", "Write for example --count 100 --rate 50.");
		}
		URI target = RequestSender.check(this.url);
		ChosenProvider chosen = this.provider.choose(this.terminal);
		byte[] body = (this.payload != null) ? InputFile.read(this.payload, this.terminal) : null;
		EventSource requests = EventSource.of(chosen, this.secrets, this.options, new Content(this.event, body), target,
				this.terminal);
		return this.dryRun ? new Shown(this.options.shown(requests.get(), requests.secrets())) : send(chosen, requests);
	}

	private Report send(ChosenProvider chosen, EventSource requests) {
		RecordedRequest first = requests.get();
		if (this.count == 1) {
			return new RequestSender(this.timeout).send(first);
		}
		Tally tally = new Tally(chosen.name(), this.url);
		ProgressBar bar = new ProgressBar(this.terminal, this.count);
		AtomicBoolean begun = new AtomicBoolean();
		Volley volley = new Volley(new RequestSender(this.timeout),
				() -> begun.getAndSet(true) ? requests.get() : first, tally, this.concurrency);
		Thread hook = new Thread(() -> {
			volley.stop();
			bar.clear();
			summarise(tally);
		}, "summary");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			volley.send(this.count, this.rate, () -> bar.show(tally.ended(), tally.accepted() + " accepted"));
		}
		catch (InterruptedException ex) {
			throw new CommandFailure(ExitCode.INTERRUPTED, "The command was interrupted.", null, ex);
		}
		finally {
			bar.clear();
			remove(hook);
		}
		return tally;
	}

	/** A long run that is interrupted tells how it went so far. */
	private void summarise(Tally tally) {
		if (isJson()) {
			this.terminal.println(JsonOutput.pretty(tally.json()));
		}
		else {
			tally.print(this.terminal);
		}
	}

	private static void remove(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The summary is being written: the process ends after it
			await(hook);
		}
	}

	private static void await(Thread hook) {
		try {
			hook.join();
			Thread.currentThread().join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A request that is shown in place of being sent.
	 *
	 * @param request the request
	 */
	private record Shown(RecordedRequest request) implements Report {

		@Override
		public Object json() {
			return JsonRequest.tree(this.request);
		}

		@Override
		public void print(Terminal terminal) {
			terminal.write(HttpText.write(this.request));
			terminal.println("");
		}

	}

}
