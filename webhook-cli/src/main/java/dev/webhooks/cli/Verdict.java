package dev.webhooks.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * The result of verifying a request. It holds no secret and no signature.
 *
 * @param provider the name of the provider
 * @param verified whether the request is authentic, and would be accepted
 * @param summary one line on that
 * @param refusal why it is refused, or {@code null}
 * @param explanation what does not match and what would, or {@code null}
 * @param events the events in it
 * @param secret which secret verified it, counted from 0, or -1
 */
record Verdict(String provider, boolean verified, String summary, @Nullable WebhookRejectedException refusal,
		@Nullable String explanation, List<WebhookEvent> events, int secret) implements Report {

	/** Reasons to refuse a request after it was verified. */
	private static final Set<RejectionReason> AUTHENTIC = EnumSet.of(RejectionReason.MALFORMED_PAYLOAD,
			RejectionReason.UNSTORABLE_EVENT, RejectionReason.METHOD_NOT_ALLOWED);

	private static final Set<RejectionReason> UNKNOWN = EnumSet.of(RejectionReason.VERDICT_UNKNOWN,
			RejectionReason.TOO_MANY_KEYS);

	static Verdict verified(String provider, List<WebhookEvent> events, int secret) {
		return new Verdict(provider, true, "It verifies.", null, null, events, secret);
	}

	static Verdict test(String provider, int status, boolean signed) {
		String summary = "It is a test of the endpoint%s, which is answered %s."
			.formatted(signed ? " and verifies" : "", status);
		return new Verdict(provider, true, summary, null, null, List.of(), -1);
	}

	static Verdict refused(String provider, WebhookRejectedException refusal, @Nullable String found, boolean asked) {
		String summary = (AUTHENTIC.contains(refusal.reason()) ? "It verifies, but is refused: %s."
				: "It does not verify: %s.")
			.formatted(String.valueOf(refusal.getMessage()).replaceFirst("\\.$", ""));
		boolean open = asked && !AUTHENTIC.contains(refusal.reason());
		String explanation = (open && found == null) ? "More than that is not known." : found;
		return new Verdict(provider, false, summary, refusal, explanation, List.of(), -1);
	}

	@Override
	public Object json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("provider", this.provider);
		tree.put("verified", this.verified);
		tree.put("summary", this.summary);
		if (this.refusal != null) {
			tree.put("reason", this.refusal.reason().code());
			tree.put("status", this.refusal.reason().status());
		}
		if (this.explanation != null) {
			tree.put("explanation", this.explanation);
		}
		if (this.secret >= 0) {
			tree.put("secret", this.secret);
		}
		tree.put("events", this.events.stream().map(Verdict::json).toList());
		return tree;
	}

	private static Map<String, Object> json(WebhookEvent event) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("types", event.types());
		tree.put("id", event.id());
		if (event.occurredAt() != null) {
			tree.put("occurredAt", event.occurredAt().toString());
		}
		return tree;
	}

	@Override
	public void print(Terminal terminal) {
		terminal.println(terminal.styled(this.verified ? Style.GREEN : Style.RED, Printable.of(this.summary)));
		if (this.refusal != null) {
			terminal.println(
					"  reason       " + this.refusal.reason().code() + ", answered " + this.refusal.reason().status());
		}
		if (this.explanation != null) {
			terminal.println("  explanation  " + Printable.of(this.explanation));
		}
		if (this.secret > 0) {
			terminal.println("  secret       the " + (this.secret + 1) + ". of the secrets");
		}
		for (WebhookEvent event : this.events) {
			terminal.println("  type         " + Printable.of(String.join(", ", event.types())));
			terminal.println("  id           " + Printable.of(event.id()));
			if (event.occurredAt() != null) {
				terminal.println("  occurred at  " + event.occurredAt());
			}
		}
	}

	@Override
	public int exitCode() {
		if (this.refusal != null && UNKNOWN.contains(this.refusal.reason())) {
			return ExitCode.UNREACHABLE;
		}
		return this.verified ? ExitCode.OK : ExitCode.REFUSED;
	}

}
