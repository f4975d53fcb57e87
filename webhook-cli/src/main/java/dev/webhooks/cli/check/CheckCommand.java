package dev.webhooks.cli.check;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.ProviderSource;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.DurationOption;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SigningKeys;

/**
 * Checks an endpoint before providers send to it.
 */
@Command(name = "check", header = "Check an endpoint before it goes live.", description = {
		"Looks at an endpoint as providers and strangers see it: whether it is reached, over which certificate, "
				+ "and what it answers to requests that it should refuse. Nothing is sent that it should accept, unless "
				+ "--send-signed asks for it." },
		footer = { "  webhook check https://hooks.example.com/webhooks/stripe --provider stripe",
				"  webhook check https://hooks.example.com/webhooks/stripe --json",
				"  webhook check http://localhost:8080/webhooks/stripe --provider stripe --send-signed", "",
				"Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage, 3 not reachable." })
public final class CheckCommand extends ReportingCommand {

	@Parameters(index = "0", paramLabel = "URL", description = "URL of the endpoint, as the provider is told it.")
	String url = "";

	@Option(names = "--provider", order = 1, paramLabel = "NAME",
			description = "Preset, or provider of --config, whose requests are sent with a wrong signature, too.")
	@Nullable String name;

	@Option(names = "--send-signed", order = 2,
			description = "Send a request that is to be accepted, too: it is processed as any other.")
	boolean signed;

	@Option(names = "--event", order = 3, paramLabel = "TYPE",
			description = "Event of --send-signed (see: webhook events NAME), or else the one of the documentation.")
	@Nullable String event;

	@Option(names = "--no-large-body", order = 4, description = "Do not send a body that is too large.")
	boolean small;

	@Option(names = "--cacert", order = 5, paramLabel = "FILE",
			description = "Issuers to trust, as PEM, in place of those that Java trusts.")
	@Nullable Path issuers;

	@Option(names = "--timeout", order = 6, paramLabel = "TIME", converter = DurationOption.class,
			description = "How long each answer may take (10s).")
	Duration timeout = Duration.ofSeconds(10);

	@Mixin
	final SecretOptions secrets = new SecretOptions();

	@Mixin
	final ProviderSource source = new ProviderSource();

	/**
	 * Creates the command.
	 * @param terminal the terminal that it runs on
	 */
	public CheckCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		URI uri = RequestSender.check(this.url);
		if (this.signed && this.name == null) {
			throw CommandFailure.usage("--send-signed does not know how to sign.",
					"Name the provider: --provider NAME.");
		}
		ChosenProvider chosen = (this.name != null) ? this.source.choose(this.terminal, this.name) : null;
		WebhookProvider verifying = (chosen != null && this.signed)
				? chosen.verifying(this.secrets, this.terminal, false) : null;
		SSLContext trust = Trust.of(this.issuers);
		ConnectionChecks connection = new ConnectionChecks(uri, trust, this.timeout, this.terminal.clock());
		List<Finding> findings = new ArrayList<>(List.of(connection.address(), connection.connection(),
				connection.encryption(), connection.certificate()));
		if (findings.get(3).result() == Finding.Result.WRONG) {
			findings.add(Finding.skipped("requests", "none was sent over a connection that is not secure"));
		}
		else {
			findings.addAll(probe(chosen, verifying, new RequestSender(this.timeout, trust)));
		}
		return new CheckReport(this.url, findings);
	}

	private List<Finding> probe(@Nullable ChosenProvider chosen, @Nullable WebhookProvider verifying,
			RequestSender sender) {
		SigningKeys keys = (chosen != null) ? randomKeys(chosen) : null;
		WebhookProvider stranger = (chosen != null && keys != null) ? chosen.with(List.of(keys.configured()), true)
				: null;
		Probes probes = new Probes(this.url, sender, (verifying != null) ? verifying : stranger);
		List<Finding> findings = new ArrayList<>(List.of(probes.unsigned()));
		if (stranger != null && keys != null) {
			findings.add(probes.refused("wrongly signed", "with a wrong signature",
					signed(ProviderRequest.of(stranger, keys))));
		}
		else {
			findings.add(Finding.skipped("wrongly signed",
					(chosen != null) ? "only the provider can sign" : "without --provider it is not known how"));
		}
		findings.add(probes.get());
		findings.add(this.small ? Finding.skipped("large body", "it was not wanted") : probes.large());
		findings.add((verifying != null) ? signed(probes, verifying)
				: Finding.skipped("signed", "nothing is sent that is to be accepted, without --send-signed"));
		return findings;
	}

	private static @Nullable SigningKeys randomKeys(ChosenProvider chosen) {
		try {
			return SigningKeys.random(chosen.settings());
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			return null;
		}
	}

	private Finding signed(Probes probes, WebhookProvider verifying) {
		try {
			ProviderRequest request = ProviderRequest.of(verifying);
			return probes.accepted(signed((this.event != null) ? request.event(this.event) : request));
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			return Finding.skipped("signed", String.valueOf(ex.getMessage()));
		}
	}

	private RecordedRequest signed(ProviderRequest request) {
		URI uri = URI.create(this.url);
		String server = uri.getScheme() + "://" + uri.getRawAuthority();
		RecordedRequest made = RecordedRequest
			.of(request.at(this.terminal.clock().instant()).server(server).sign().toWebhookRequest(server));
		int query = made.url().indexOf('?');
		return (query < 0 || this.url.contains("?")) ? made.to(this.url)
				: made.to(this.url + made.url().substring(query));
	}

}
