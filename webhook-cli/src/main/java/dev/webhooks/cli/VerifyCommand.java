package dev.webhooks.cli;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.ProviderOptions;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.InputFile;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestOptions;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.cli.terminal.TimeOption;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Verifies a request, and explains why it does not verify, as the log of an application
 * would.
 */
@Command(name = "verify", header = "Verify a request, and explain why it does not verify.", description = {
		"Verifies a request that was recorded. The request is one file or the input, in the form of HTTP "
				+ "or JSON; or its body and headers are files of their own. The body has to be there byte for byte." },
		footer = { "  webhook verify github request.http --explain", //
				"  webhook verify stripe --body body.json -H 'Stripe-Signature: t=...,v1=...' --at 1772366400",
				"  webhook verify acme --config application.yml request.json --explain", "",
				"Exit codes: 0 it verifies, 1 it does not, 2 wrong usage." })
final class VerifyCommand extends ReportingCommand {

	@Mixin
	final ProviderOptions provider = new ProviderOptions();

	@Parameters(index = "1", arity = "0..1", paramLabel = "FILE",
			description = "File of the whole request, as HTTP writes it or as JSON (method, url, headers, and body or "
					+ "bodyBase64). - is the input, as is nothing.")
	@Nullable String file;

	@Mixin
	final RequestOptions request = new RequestOptions();

	@Mixin
	final SecretOptions secrets = new SecretOptions();

	@Option(names = "--explain", order = 1,
			description = "Say what does not match, and what would: secrets, URLs and bodies are tried.")
	boolean explain;

	@Option(names = "--certificate", order = 13, paramLabel = "FILE",
			description = "Certificate or key set that the request refers to, in place of fetching it.")
	@Nullable String certificate;

	@Option(names = "--at", order = 35, paramLabel = "TIME", converter = TimeOption.class,
			description = "When the request was received, such as 2026-03-01T12:00:00Z (now).")
	@Nullable Instant at;

	@Option(names = "--tenant", order = 36, paramLabel = "NAME", description = "Tenant that the request is for.")
	@Nullable String tenant;

	VerifyCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		ChosenProvider chosen = this.provider.choose(this.terminal);
		if (this.certificate != null) {
			chosen = chosen.fetching(InputFile.read(this.certificate, this.terminal));
		}
		WebhookProvider verifying = chosen.verifying(this.secrets, this.terminal, true);
		Instant now = (this.at != null) ? this.at : this.terminal.clock().instant();
		WebhookRequest received = received(verifying, now);
		// Confirming a subscription is more than looking at it
		boolean confirming = chosen.settings().handshakes().stream().anyMatch((test) -> test.confirmUrl() != null);
		try {
			return verify(verifying, received, now, confirming);
		}
		catch (WebhookRejectedException ex) {
			boolean told = ex.reason() == RejectionReason.HANDSHAKE_REFUSED;
			String explanation = (this.explain && !told) ? verifying.diagnose(received, now) : null;
			return Verdict.refused(verifying.name(), ex, explanation, this.explain);
		}
	}

	private WebhookRequest received(WebhookProvider verifying, Instant now) {
		RecordedRequest recorded = this.request.read(this.terminal, this.file);
		String known = verifying.endpoint().publicUrl();
		if (known != null && !this.request.isUrlGiven()) {
			int query = recorded.url().indexOf('?');
			String url = known.replace("{tenant}", String.valueOf(this.tenant));
			recorded = recorded.to(url + ((query >= 0) ? recorded.url().substring(query) : ""));
		}
		WebhookRequest received = recorded.toWebhookRequest(now);
		return (this.tenant != null) ? received.ofTenant(this.tenant) : received;
	}

	private static Verdict verify(WebhookProvider provider, WebhookRequest request, Instant now, boolean confirming) {
		WebhookResponse test = confirming ? null : provider.handshakes().answerUnverified(request);
		if (test != null) {
			return Verdict.test(provider.name(), test.status(), false);
		}
		ParsedRequest parsed = provider.parse(request);
		VerifiedWebhookRequest verified = provider.verify(parsed, now);
		WebhookResponse signedTest = confirming ? null : provider.handshakes().answer(parsed, true);
		if (signedTest != null) {
			return Verdict.test(provider.name(), signedTest.status(), true);
		}
		if (!provider.endpoint().eventMethods().contains(request.head().method())) {
			throw new WebhookRejectedException(RejectionReason.METHOD_NOT_ALLOWED,
					"It is authentic, but events are not sent by " + request.head().method());
		}
		List<WebhookEvent> events = provider.events(verified, parsed);
		return Verdict.verified(provider.name(), events, verified.secretIndex());
	}

}
