package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import tools.jackson.core.io.JsonStringEncoder;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.RefusalSettings;

/**
 * The answers to requests. A problem never says more than its status.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 */
final class Answers {

	private static final int UNAUTHORIZED = 401;

	private static final int FIRST_ERROR = 400;

	private static final Map<RejectionReason, WebhookResponse> PROBLEMS = new EnumMap<>(RejectionReason.class);

	private static final WebhookResponse IGNORED = json("{\"status\":\"ignored\"}");

	static {
		for (RejectionReason reason : RejectionReason.values()) {
			PROBLEMS.put(reason, createProblem(reason.status()));
		}
	}

	private Answers() {
	}

	private static WebhookResponse createProblem(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		String title = (known != null) ? known.getReasonPhrase() : "Error";
		String body = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%s}".formatted(title, status);
		return WebhookResponse.of(status, MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				body.getBytes(StandardCharsets.UTF_8));
	}

	static WebhookResponse problem(RejectionReason reason) {
		return PROBLEMS.getOrDefault(reason, createProblem(reason.status()));
	}

	static WebhookResponse problem(WebhookProvider provider, WebhookRejectedException ex) {
		if (ex.reason().status() == UNAUTHORIZED && !isOursToMend(provider, ex)) {
			return refusal(provider.refusal(), ex.reason());
		}
		WebhookResponse problem = problem(ex.reason());
		if (ex.reason() == RejectionReason.METHOD_NOT_ALLOWED) {
			return problem.withHeader("Allow", String.join(", ", new TreeSet<>(provider.endpoint().methods())));
		}
		if (ex.retryAfter() != null) {
			long seconds = Math.max(1, ex.retryAfter().plusNanos(999_999_999).toSeconds());
			return problem.withHeader("Retry-After", Long.toString(seconds));
		}
		return problem;
	}

	/** Without a secret genuine events are refused too, which success would lose. */
	private static boolean isOursToMend(WebhookProvider provider, WebhookRejectedException ex) {
		return ex.reason() == RejectionReason.NO_SECRET && provider.refusal().isSuccess();
	}

	private static WebhookResponse refusal(RefusalSettings refusal, RejectionReason reason) {
		if (refusal.body() != null) {
			return new WebhookResponse(refusal.status(), WebhookHeaders.of(), refusal.contentType(),
					refusal.body().getBytes(StandardCharsets.UTF_8));
		}
		return (refusal.status() == reason.status()) ? problem(reason) : ofStatus(refusal.status());
	}

	/**
	 * Makes an answer that says nothing but its status.
	 */
	static WebhookResponse ofStatus(int status) {
		return (status >= FIRST_ERROR) ? createProblem(status) : WebhookResponse.of(status);
	}

	static WebhookResponse ignored() {
		return IGNORED;
	}

	static WebhookResponse success(String status, List<WebhookEvent> events) {
		StringBuilder body = new StringBuilder(128).append("{\"status\":\"").append(status);
		body.append((events.size() == 1) ? "\",\"id\":" : "\",\"ids\":[");
		for (int i = 0; i < events.size(); i++) {
			body.append((i == 0) ? "\"" : ",\"");
			JsonStringEncoder.getInstance().quoteAsString(events.get(i).id(), body);
			body.append('"');
		}
		return json(body.append((events.size() == 1) ? "}" : "]}").toString());
	}

	private static WebhookResponse json(String body) {
		return WebhookResponse.of(200, MediaType.APPLICATION_JSON_VALUE, body.getBytes(StandardCharsets.UTF_8));
	}

}
