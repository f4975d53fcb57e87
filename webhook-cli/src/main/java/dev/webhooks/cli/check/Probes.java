package dev.webhooks.cli.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.request.Answer;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.provider.WebhookProvider;

/**
 * Requests that nobody should take, and the answers that they should get.
 */
final class Probes {

	static final String UNSIGNED = "unsigned";

	private static final int MEBIBYTE = 1024 * 1024;

	private static final int LARGE = 20 * MEBIBYTE;

	private static final long SLOW = 3000;

	private final String url;

	private final RequestSender sender;

	private final @Nullable WebhookProvider provider;

	Probes(String url, RequestSender sender, @Nullable WebhookProvider provider) {
		this.url = url;
		this.sender = sender;
		this.provider = provider;
	}

	/** Sends a request without signature. */
	Finding unsigned() {
		return refused(UNSIGNED, "without signature", request("POST", "{\"type\":\"check\"}"));
	}

	/**
	 * Sends a request that is to be refused, because nobody or somebody else has signed
	 * it.
	 */
	Finding refused(String check, String what, RecordedRequest request) {
		Answer answer = send(request);
		if (answer == null) {
			return Finding.wrong(check, "a request " + what + " gets no answer", "See the log of the application.");
		}
		int status = answer.status();
		int right = (this.provider != null) ? this.provider.refusal().status() : 401;
		String text = "a request %s is answered %s in %s ms".formatted(what, status, answer.time().toMillis());
		if (status == right) {
			return (answer.time().toMillis() > SLOW)
					? Finding.look(check, text, "Providers give up after some seconds: see what takes that long.")
					: Finding.ok(check, text);
		}
		if (answer.isAccepted()) {
			return Finding.wrong(check, text + ": anybody can send events",
					"Verify signatures before anything else, and answer 401.");
		}
		return other(check, text, answer);
	}

	private static Finding other(String check, String text, Answer answer) {
		int status = answer.status();
		if (status / 100 == 3) {
			return Finding.wrong(check, text + ", to " + location(answer),
					"Providers do not follow redirects: give them the URL at the end.");
		}
		return switch (status) {
			case 401 ->
				Finding.look(check, text, "The provider is configured to be answered otherwise (refusal.status).");
			case 403 -> Finding.wrong(check, text,
					"Something in front refuses it: CSRF protection of Spring Security, a firewall, or an allowlist.");
			case 404 ->
				Finding.wrong(check, text, "The application has no such path: compare it with the configured one.");
			case 405 -> Finding.wrong(check, text, "The path takes no POST: see whether it is the endpoint's.");
			case 400, 415, 422 -> Finding.wrong(check, text,
					"It is refused for its content: name the provider, so that requests look like its own: --provider NAME.");
			case 429, 503 -> Finding.wrong(check, text, "Try again later: it takes nothing now.");
			default -> (status / 100 == 5) ? Finding.wrong(check, text, "See the log of the application.")
					: Finding.look(check, text, "401 is what providers expect.");
		};
	}

	Finding get() {
		if (this.provider != null && this.provider.endpoint().methods().contains("GET")) {
			return Finding.skipped("get", "the provider sends GET, too");
		}
		Answer answer = send(new RecordedRequest("GET", this.url, List.of(), new byte[0]));
		if (answer == null) {
			return Finding.wrong("get", "GET gets no answer", "See the log of the application.");
		}
		String text = "GET is answered " + answer.status();
		if (answer.status() == 405) {
			return Finding.ok("get", text);
		}
		if (answer.status() / 100 == 3) {
			return Finding.wrong("get", text + ", to " + location(answer),
					"See whether the URL is that of the endpoint.");
		}
		if (answer.isAccepted()) {
			return Finding.wrong("get", text + " in place of 405", "See what else answers at this path.");
		}
		return (answer.status() / 100 == 5) ? Finding.wrong("get", text, "See the log of the application.")
				: Finding.look("get", text + " in place of 405", "See whether something else answers at this path.");
	}

	/** Sends more than any provider does. */
	Finding large() {
		byte[] body = new byte[moreThanIsAllowed()];
		Arrays.fill(body, (byte) ' ');
		RecordedRequest small = request("POST", "{}");
		String text = "a body of %s MiB is ".formatted(body.length / MEBIBYTE);
		try {
			return large(text, this.sender.send(new RecordedRequest("POST", this.url, small.headers(), body)));
		}
		catch (CommandFailure ex) {
			return String.valueOf(ex.getMessage()).contains("in time")
					? Finding.look("large body", text + "neither taken nor refused in time",
							"Wait longer: --timeout 60s. Or leave it out: --no-large-body.")
					: Finding.ok("large body", text + "not read to its end");
		}
	}

	/** Some providers send more than others. */
	private int moreThanIsAllowed() {
		int allowed = (this.provider != null) ? this.provider.admission().maxBodySize() : 0;
		return Math.max(LARGE, Math.min(allowed, 10 * LARGE) + MEBIBYTE);
	}

	private static Finding large(String text, Answer answer) {
		if (answer.status() == 413) {
			return Finding.ok("large body", text + "answered 413");
		}
		return answer.isAccepted() || answer.status() == 401
				? Finding.wrong("large body", text + "read before it is answered " + answer.status(),
						"Bound the size of bodies, so that strangers cannot fill the memory.")
				: Finding.look("large body", text + "answered " + answer.status() + " in place of 413",
						"See whether it was read before: strangers should not fill the memory.");
	}

	Finding accepted(RecordedRequest request) {
		Answer answer = send(request);
		if (answer == null) {
			return Finding.wrong("signed", "a signed request gets no answer", "See the log of the application.");
		}
		String text = "a signed request is answered %s in %s ms".formatted(answer.status(), answer.time().toMillis());
		return answer.isAccepted() ? Finding.ok("signed", text) : Finding.wrong("signed", text,
				"Compare the secret and the URL that is signed; the application's log says what does not match.");
	}

	private RecordedRequest request(String method, String body) {
		boolean json = this.provider == null || this.provider.admission().accepts("application/json");
		String type = json ? "application/json" : "application/x-www-form-urlencoded";
		return new RecordedRequest(method, this.url, List.of(Map.entry("Content-Type", type)),
				body.getBytes(StandardCharsets.UTF_8));
	}

	private @Nullable Answer send(RecordedRequest request) {
		try {
			return this.sender.send(request);
		}
		catch (CommandFailure ex) {
			return null;
		}
	}

	private static String location(Answer answer) {
		return answer.headers()
			.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase("Location"))
			.flatMap((header) -> header.getValue().stream())
			.findFirst()
			.orElse("nowhere");
	}

}
