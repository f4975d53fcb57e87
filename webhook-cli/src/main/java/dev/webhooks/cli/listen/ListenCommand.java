package dev.webhooks.cli.listen;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.KnownSecrets;
import dev.webhooks.cli.provider.ProviderSource;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.received.ReceivedWebhooks;
import dev.webhooks.test.received.ReceivedWebhooksBuilder;
import dev.webhooks.test.received.WebhookAnswer;

/**
 * Receives requests on this machine: verifies, shows, keeps and forwards them.
 */
@Command(name = "listen", header = "Receive webhooks on this machine: verify, show, keep and forward them.",
		description = {
				"Listens on this machine and shows what arrives, verified as the provider's requests are. Several "
						+ "providers have a path each, /webhooks/<provider> unless they name another. Without any, nothing is "
						+ "verified. Values that look like credentials are hidden on the screen, and kept in files." },
		footer = { "  webhook listen stripe", //
				"  webhook listen stripe github=/hooks/gh --save requests",
				"  webhook listen stripe --forward-to http://localhost:8080 --resign --resign-secret-env LOCAL_SECRET",
				"  webhook listen slack --count 1 --timeout 30s --json", "",
				"Exit codes: 0 all that was waited for came and was accepted, 1 it did not, 2 wrong usage." })
public final class ListenCommand extends ReportingCommand {

	private static final Duration LAST_WORDS = Duration.ofSeconds(5);

	@Parameters(index = "0", arity = "0..*", paramLabel = "PROVIDER[=/PATH]",
			description = "Names of presets, or, with --config, of providers of an application.")
	List<String> names = new ArrayList<>();

	@Mixin
	final ListenOptions options = new ListenOptions();

	@Mixin
	final SecretOptions secrets = new SecretOptions();

	@Mixin
	final ProviderSource source = new ProviderSource();

	@Mixin
	final ForwardOptions forward = new ForwardOptions();

	/**
	 * Creates the command.
	 * @param terminal the terminal that it runs on
	 */
	public ListenCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		URI target = this.forward.target();
		this.options.check(target);
		Map<String, WebhookProvider> providers = providers();
		ListenSession session = session(providers, target);
		CountDownLatch reported = new CountDownLatch(1);
		Thread hook = new Thread(() -> interrupted(session, reported), "listen-interrupted");
		try (ReceivedWebhooks received = start(providers, session)) {
			Runtime.getRuntime().addShutdownHook(hook);
			greet(received, providers);
			session.await(this.options.timeout);
			received.awaitAnswered(LAST_WORDS);
		}
		catch (AssertionError ex) {
			this.terminal.remark("Not all requests were answered.\n");
		}
		finally {
			removeHook(hook);
		}
		return session.report(reported::countDown);
	}

	/** Lets the report be written before the process ends. */
	private static void interrupted(ListenSession session, CountDownLatch reported) {
		session.end();
		try {
			reported.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The process is ending already
		}
	}

	private Map<String, WebhookProvider> providers() {
		if (this.names.size() > 1 && this.secrets.areGiven()) {
			throw CommandFailure.usage("There are several providers and the secret of one.",
					"Set a variable for each, such as %s."
						.formatted(SecretOptions.variableOf(nameOf(this.names.get(0)))));
		}
		Map<String, WebhookProvider> providers = new LinkedHashMap<>();
		for (String name : this.names) {
			ChosenProvider chosen = this.source.choose(this.terminal, nameOf(name));
			WebhookProvider provider = chosen.verifying(this.secrets, this.terminal, false);
			String path = name.contains("=") ? name.substring(name.indexOf('=') + 1) : provider.endpoint().path();
			if (!path.startsWith("/") || providers.putIfAbsent(path, provider) != null) {
				throw CommandFailure.usage("'%s' is no path of its own.".formatted(path),
						"Name one as in %s=/hooks/%s.".formatted(nameOf(name), nameOf(name)));
			}
		}
		return providers;
	}

	private static String nameOf(String argument) {
		return argument.replaceFirst("=.*", "");
	}

	private ListenSession session(Map<String, WebhookProvider> providers, @Nullable URI target) {
		HiddenValues hidden = new HiddenValues(this.options.credentials,
				(name) -> providers.values()
					.stream()
					.anyMatch((provider) -> provider.verifier().scheme().traits().isHeader(name)),
				KnownSecrets.of(providers.values()));
		RequestView view = new RequestView(this.terminal, hidden, new BodyText(this.terminal, this.options.full),
				this.options.brief);
		WebhookAnswer usual = (this.options.answer != 0) ? WebhookAnswer.of(this.options.answer)
				: WebhookAnswer.byVerdict();
		return new ListenSession(this.terminal, view, isJson(),
				(this.options.save != null) ? new KeptRequests(this.options.save) : null,
				(this.options.fixtures != null) ? new KeptRequests(this.options.fixtures) : null,
				(target != null) ? forwarding(providers, target) : null, usual, this.options.count);
	}

	private Forwarding forwarding(Map<String, WebhookProvider> providers, URI target) {
		Map<String, Resigning> resigning = new LinkedHashMap<>();
		if (this.forward.resign) {
			String secret = this.forward.secret(this.terminal);
			if (secret != null && providers.size() != 1) {
				throw CommandFailure.usage("One secret cannot sign for %s providers.".formatted(providers.size()),
						"Name one provider, or leave the secret out.");
			}
			providers.values()
				.forEach((provider) -> resigning.put(provider.name(),
						new Resigning(provider, secret, this.terminal.clock())));
		}
		return new Forwarding(target, new RequestSender(this.forward.timeout), resigning,
				(webhook) -> this.forward.admits(webhook, !providers.isEmpty()));
	}

	private ReceivedWebhooks start(Map<String, WebhookProvider> providers, ListenSession session) {
		ReceivedWebhooksBuilder builder = ReceivedWebhooks.builder()
			.address(this.options.address())
			.port(this.options.port)
			.clock(this.terminal.clock())
			.maxBody(this.options.maxBody)
			.maxKept(1, 1)
			.answerBy(session);
		providers.forEach(builder::provider);
		try {
			return builder.start();
		}
		catch (UncheckedIOException ex) {
			throw CommandFailure.usage("Nothing can listen on port %s of that address.".formatted(this.options.port),
					"End what listens there, or name another one: --port 0 is any that is free.");
		}
	}

	private void greet(ReceivedWebhooks received, Map<String, WebhookProvider> providers) {
		if (providers.isEmpty()) {
			this.terminal.remark("Listening on %s; without a provider nothing is verified\n".formatted(received.url()));
		}
		providers.forEach((path, provider) -> this.terminal
			.remark("Listening on %s for %s\n".formatted(received.url(path), provider.name())));
		if (!this.options.address().isLoopbackAddress()) {
			this.terminal.remark("Whoever reaches this machine can send to it\n");
		}
		if (this.options.save != null) {
			this.terminal
				.remark("Kept requests hold signatures, tokens and data as they came: share them with nobody\n");
		}
		if (this.options.fixtures != null) {
			this.terminal.remark("Look through fixtures before they are committed: they hold what the provider sent\n");
		}
	}

}
