package dev.webhooks.cli.listen;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookResponse;
import dev.webhooks.cli.request.Answer;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.request.RequestSender;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.test.received.ReceivedWebhook;

/**
 * Sends what arrives on to an application, and its answer back. Safe for use by several
 * threads.
 */
final class Forwarding {

	private static final int BAD_GATEWAY = 502;

	/** Of the answer's own connection. */
	private static final Set<String> OF_CONNECTION = Set.of("connection", "content-length", "content-type", "date",
			"keep-alive", "transfer-encoding", "trailer", "upgrade");

	private final URI url;

	private final RequestSender sender;

	private final Map<String, Resigning> resigning;

	private final Predicate<ReceivedWebhook> admitted;

	/**
	 * Creates an instance.
	 * @param url where requests go to; one without path has those of the requests
	 * @param sender sends them
	 * @param resigning signs those of a provider anew, by its name
	 * @param admitted tells which requests go on
	 */
	Forwarding(URI url, RequestSender sender, Map<String, Resigning> resigning, Predicate<ReceivedWebhook> admitted) {
		this.url = url;
		this.sender = sender;
		this.resigning = Map.copyOf(resigning);
		this.admitted = admitted;
	}

	/**
	 * Forwards a request. What was not verified is never signed anew: that would make a
	 * genuine request of a forged one.
	 * @param webhook the request
	 * @return what became of it, or {@code null} if it is not forwarded
	 */
	@Nullable Forwarded forward(ReceivedWebhook webhook) {
		if (webhook.isTruncated() || !this.admitted.test(webhook)) {
			return null;
		}
		RecordedRequest kept = KeptRequest.of(webhook);
		String target = this.url.toString();
		try {
			target = target(webhook);
			RecordedRequest request = kept.to(target);
			Resigning anew = (webhook.provider() != null) ? this.resigning.get(webhook.provider()) : null;
			RecordedRequest sent = (anew != null && webhook.isVerified()) ? anew.sign(request) : request;
			return new Forwarded(sent.url(), this.sender.send(sent), null);
		}
		catch (CommandFailure ex) {
			return new Forwarded(target, null, ex);
		}
		catch (IllegalArgumentException ex) {
			return new Forwarded(target, null, new CommandFailure(ExitCode.REFUSED,
					"The request has a header or a path that cannot be sent on.", null, ex));
		}
	}

	private String target(ReceivedWebhook webhook) {
		String base = this.url.toString();
		boolean bare = this.url.getRawPath() == null || this.url.getRawPath().length() <= 1;
		String target = bare ? base.replaceAll("/+$", "") + webhook.path() : base;
		String query = webhook.head().query();
		return checked((query == null) ? target : target + (target.contains("?") ? "&" : "?") + query);
	}

	/** A sender names the path, and never the server. */
	private String checked(String target) {
		if (!Objects.equals(URI.create(target).getRawAuthority(), this.url.getRawAuthority())) {
			throw new IllegalArgumentException("The path leads to another server");
		}
		return target;
	}

	/**
	 * The end of forwarding.
	 *
	 * @param url where the request went to
	 * @param answer the answer, or {@code null} if there was none
	 * @param failure why there was none, or {@code null}
	 */
	record Forwarded(String url, @Nullable Answer answer, @Nullable CommandFailure failure) {

		WebhookResponse response() {
			if (this.answer == null) {
				return WebhookResponse.of(BAD_GATEWAY, "text/plain",
						"The application does not answer".getBytes(StandardCharsets.UTF_8));
			}
			WebhookHeaders.Builder headers = WebhookHeaders.builder();
			this.answer.headers().forEach((name, values) -> values.forEach((value) -> add(headers, name, value)));
			Set<String> types = new HashSet<>();
			this.answer.headers().forEach((name, values) -> {
				if (name.equalsIgnoreCase("Content-Type")) {
					types.addAll(values);
				}
			});
			return new WebhookResponse(Math.max(200, this.answer.status()), headers.build(),
					types.stream().findFirst().orElse(null), this.answer.body());
		}

		private static void add(WebhookHeaders.Builder headers, String name, String value) {
			if (!name.startsWith(":") && !OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				headers.add(name, value);
			}
		}

		List<String> problem() {
			return (this.failure == null) ? List.of() : List
				.of(this.failure.getMessage() + ((this.failure.remedy() != null) ? " " + this.failure.remedy() : ""));
		}

	}

}
