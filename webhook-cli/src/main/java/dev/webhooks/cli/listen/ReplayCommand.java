package dev.webhooks.cli.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.ProviderSource;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.Answer;
import dev.webhooks.cli.request.InputFile;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestOptions;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.DurationOption;
import dev.webhooks.cli.terminal.JsonOutput;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.WebhookProvider;

/**
 * Sends requests that were kept once more.
 */
@Command(name = "replay", header = "Send kept requests again.", description = {
		"Sends requests again that webhook listen --save has kept, or that are written as HTTP or JSON. Those "
				+ "of a folder are sent one after another, in the order of their names. The signature stays as it was, and may "
				+ "be too old by now, unless --resign names the provider." },
		footer = { "  webhook replay requests --url http://localhost:8080/webhooks/stripe --resign stripe",
				"  webhook replay request.http --url http://localhost:8080/webhooks/stripe", "",
				"Exit codes: 0 each was answered 2xx, 1 one was not, 2 wrong usage, 3 not reachable." })
public final class ReplayCommand extends ReportingCommand {

	@Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Files of requests, and folders of such.")
	List<Path> paths = new ArrayList<>();

	@Option(names = "--url", order = 1, paramLabel = "URL",
			description = "URL to send to, in place of the one that the file has. The query string of the request stays.")
	@Nullable String url;

	@Option(names = "--resign", order = 2, paramLabel = "PROVIDER",
			description = "Sign anew as this preset, or provider of --config, with a fresh time.")
	@Nullable String resign;

	@Option(names = "--timeout", order = 3, paramLabel = "TIME", converter = DurationOption.class,
			description = "How long each answer may take (30s).")
	Duration timeout = Duration.ofSeconds(30);

	@Mixin
	final SecretOptions secrets = new SecretOptions();

	@Mixin
	final ProviderSource source = new ProviderSource();

	/**
	 * Creates the command.
	 * @param terminal the terminal that it runs on
	 */
	public ReplayCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		if (this.url != null) {
			RequestSender.check(this.url);
		}
		List<Path> files = files();
		Resigning anew = (this.resign != null) ? resigning(this.resign) : null;
		RequestSender sender = new RequestSender(this.timeout);
		List<ReplayReport.Sent> all = new ArrayList<>();
		for (Path file : files) {
			ReplayReport.Sent sent = send(file, sender, anew);
			all.add(sent);
			if (isJson()) {
				this.terminal.println(JsonOutput.line(sent.json()));
			}
			else {
				sent.print(this.terminal);
			}
		}
		return new ReplayReport(all);
	}

	private ReplayReport.Sent send(Path file, RequestSender sender, @Nullable Resigning anew) {
		RecordedRequest kept = RequestOptions.read(InputFile.read(file.toString(), this.terminal));
		RecordedRequest request = kept.to(target(kept.url()));
		try {
			Answer answer = sender.send((anew != null) ? anew.sign(request) : request);
			return new ReplayReport.Sent(file, request.url(), answer, null);
		}
		catch (CommandFailure ex) {
			return new ReplayReport.Sent(file, request.url(), null, ex);
		}
	}

	private String target(String old) {
		if (this.url == null) {
			return old;
		}
		int query = old.indexOf('?');
		return (query < 0 || this.url.contains("?")) ? this.url : this.url + old.substring(query);
	}

	private Resigning resigning(String name) {
		ChosenProvider chosen = this.source.choose(this.terminal, name);
		List<String> named = this.secrets.read(this.terminal);
		if (named.isEmpty() && chosen.needsSecret()) {
			named = List.of(SecretOptions.ask(this.terminal, name));
		}
		WebhookProvider provider = named.isEmpty() ? WebhookProvider.of(name, chosen.settings())
				: chosen.with(named, false);
		return new Resigning(provider, named.isEmpty() ? null : named.get(0), this.terminal.clock());
	}

	private List<Path> files() {
		List<Path> files = new ArrayList<>();
		for (Path path : this.paths) {
			if (Files.isDirectory(path)) {
				files.addAll(within(path));
			}
			else {
				files.add(path);
			}
		}
		if (files.isEmpty()) {
			throw CommandFailure.usage("There is no request in that folder.",
					"Keep some there: webhook listen --save DIR. Their names end with .http or .json.");
		}
		return files;
	}

	private static List<Path> within(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> Files.isRegularFile(file) && file.toString().matches(".*\\.(http|json)"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw CommandFailure.usage("The folder '%s' cannot be read.".formatted(folder),
					"Name one that you may read.");
		}
	}

}
