package dev.webhooks.test.received;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Takes a request the way that it takes through a receiver, up to its events. Nothing
 * that a provider does wrong comes out of it. Immutable.
 */
final class Inspection {

	private static final WebhookResponse ACCEPTED = WebhookResponse.of(200, "application/json",
			"{\"status\":\"accepted\"}".getBytes(StandardCharsets.UTF_8));

	private final WebhookProvider provider;

	private final Clock clock;

	Inspection(WebhookProvider provider, Clock clock) {
		this.provider = provider;
		this.clock = clock;
	}

	Verdict inspect(WebhookRequest request, boolean tooLarge) {
		try {
			admit(request, tooLarge);
			return inspect(this.provider.parse(request));
		}
		catch (RuntimeException ex) {
			return refused(request, false, ex);
		}
	}

	private void admit(WebhookRequest request, boolean tooLarge) {
		if (!this.provider.endpoint().methods().contains(request.head().method())) {
			throw rejection(RejectionReason.METHOD_NOT_ALLOWED,
					"The provider sends " + String.join(" or ", this.provider.endpoint().methods()));
		}
		int limit = this.provider.admission().maxBodySize();
		if (tooLarge || request.body().length > limit) {
			throw rejection(RejectionReason.BODY_TOO_LARGE, "The body is too large");
		}
		if (!this.provider.admission().accepts(request.headers().first("Content-Type"))) {
			throw rejection(RejectionReason.UNSUPPORTED_CONTENT_TYPE, "The provider never sends this content type");
		}
	}

	private Verdict inspect(ParsedRequest parsed) {
		WebhookRequest request = parsed.request();
		Instant now = this.clock.instant();
		VerifiedWebhookRequest verified;
		try {
			verified = this.provider.verify(parsed, now);
		}
		catch (RuntimeException ex) {
			WebhookResponse handshake = orNothing(() -> this.provider.handshakes().answerUnverified(request));
			return (handshake != null) ? handshake(handshake, false) : refused(request, false, ex);
		}
		try {
			return accepted(verified, this.provider.documents().decode(verified, parsed));
		}
		catch (RuntimeException ex) {
			return refused(request, true, ex);
		}
	}

	private Verdict accepted(VerifiedWebhookRequest verified, ParsedRequest parsed) {
		WebhookResponse handshake = orNothing(() -> this.provider.handshakes().answer(parsed, false));
		if (handshake == null) {
			handshake = this.provider.handshakes().answer(parsed, true);
		}
		if (handshake != null) {
			return handshake(handshake, true);
		}
		List<WebhookEvent> events = this.provider.events(verified, parsed);
		WebhookResponse wanted = this.provider.successResponse(parsed);
		return new Verdict(this.provider.name(), true, verified.secretIndex(), false, null, null, events,
				(wanted != null) ? wanted : ACCEPTED);
	}

	private Verdict handshake(WebhookResponse answer, boolean verified) {
		return new Verdict(this.provider.name(), verified, -1, true, null, null, List.of(), answer);
	}

	private Verdict refused(WebhookRequest request, boolean verified, RuntimeException ex) {
		if (!(ex instanceof WebhookRejectedException rejection)) {
			return Verdict.refused(this.provider.name(), verified, rejection(RejectionReason.UNEXPECTED_FAILURE,
					"The scheme or the events failed: " + ex.getClass().getName()), null);
		}
		boolean explained = !verified && rejection.reason().status() == 401;
		return Verdict.refused(this.provider.name(), verified, rejection, explained ? diagnose(request) : null);
	}

	private @Nullable String diagnose(WebhookRequest request) {
		try {
			return this.provider.diagnose(request, this.clock.instant());
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static WebhookRejectedException rejection(RejectionReason reason, String detail) {
		return new WebhookRejectedException(reason, detail);
	}

	/**
	 * A request that cannot be read as a test may be an event all the same.
	 */
	private static @Nullable WebhookResponse orNothing(Supplier<@Nullable WebhookResponse> handshake) {
		try {
			return handshake.get();
		}
		catch (WebhookRejectedException ex) {
			return null;
		}
	}

}
