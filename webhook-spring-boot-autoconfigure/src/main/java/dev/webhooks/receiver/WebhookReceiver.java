package dev.webhooks.receiver;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.ReceiveObserver.Reception;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Takes requests of providers from their head to their answer. Controllers of an
 * application's own may call it. Safe for use by several threads.
 */
@Internal
public final class WebhookReceiver {

	private static final Logger logger = LoggerFactory.getLogger(WebhookReceiver.class);

	private final WebhookProviders providers;

	private final RequestGuards guards;

	private final ReceiveObservers observers;

	private final InlineProcessor inline;

	private final @Nullable DurableProcessor durable;

	private final Clock clock;

	private final RejectionLog log;

	/**
	 * Creates a receiver.
	 * @param providers the providers
	 * @param guards what decides whether a request is processed
	 * @param observers what is told of each request, in order
	 * @param inline what calls the listeners before the answer
	 * @param durable what stores events before the answer, or {@code null} if there is no
	 * inbox
	 * @param clock tells the time that signatures are checked against
	 */
	public WebhookReceiver(WebhookProviders providers, RequestGuards guards, List<ReceiveObserver> observers,
			InlineProcessor inline, @Nullable DurableProcessor durable, Clock clock) {
		this.providers = providers;
		this.guards = guards;
		this.observers = new ReceiveObservers(observers);
		this.inline = inline;
		this.durable = durable;
		this.clock = clock;
		this.log = new RejectionLog(clock);
	}

	/**
	 * Receives a request whose body was read already.
	 * @param provider the name of the provider
	 * @param request the request, with the exact bytes of its body
	 * @return the answer
	 */
	public WebhookResponse receive(String provider, WebhookRequest request) {
		WebhookProvider found = this.providers.find(provider);
		if (found == null) {
			return Answers.problem(RejectionReason.UNKNOWN_PROVIDER);
		}
		return receive(found, request.head(), (limit) -> withinLimit(request.body(), limit));
	}

	private static byte[] withinLimit(byte[] body, int limit) {
		if (body.length > limit) {
			throw new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE, "The body is too large");
		}
		return body;
	}

	/**
	 * Receives a request.
	 * @param provider the provider
	 * @param head the head of the request
	 * @param body the body, read only if the head is in order
	 * @return the answer
	 */
	public WebhookResponse receive(WebhookProvider provider, WebhookRequestHead head, RequestBody body) {
		Reception reception = this.observers.begin(provider, head);
		ParsedRequest parsed = null;
		ReceiveOutcome outcome;
		try {
			this.guards.ofHeads().forEach((guard) -> guard.check(provider, head));
			parsed = provider.parse(new WebhookRequest(head, body.read(provider.admission().maxBodySize())));
			outcome = receiveComplete(provider, parsed);
		}
		catch (Throwable ex) {
			outcome = failed(provider, ex);
		}
		return exit(provider, (parsed != null) ? parsed.request().head() : head, outcome, reception);
	}

	/**
	 * Refuses a request, for a filter that finds it out before the receiver is asked.
	 * @param provider the provider
	 * @param head the head of the request
	 * @param ex why the request is refused
	 * @return the answer
	 */
	public WebhookResponse refuse(WebhookProvider provider, WebhookRequestHead head, WebhookRejectedException ex) {
		return exit(provider, head, rejected(provider, ex), this.observers.begin(provider, head));
	}

	/** The only way out. */
	private WebhookResponse exit(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome,
			Reception reception) {
		if (outcome.rejection() != null) {
			this.log.rejected(provider, head, outcome.rejection());
		}
		this.observers.tell((observer) -> observer.received(provider, head, outcome));
		reception.end(outcome);
		return outcome.answer();
	}

	private static ReceiveOutcome failed(WebhookProvider provider, Throwable ex) {
		if (ex instanceof WebhookRejectedException rejection) {
			return rejected(provider, rejection);
		}
		if (ex instanceof IOException) {
			return rejected(provider, new WebhookRejectedException(RejectionReason.BODY_INCOMPLETE,
					"The body could not be read to its end", null, ex));
		}
		logger.error("A request of provider '{}' could not be processed", provider.name(), ex);
		return rejected(provider, new WebhookRejectedException(RejectionReason.UNEXPECTED_FAILURE,
				"Something failed that should not", null, ex));
	}

	private static ReceiveOutcome rejected(WebhookProvider provider, WebhookRejectedException ex) {
		return ReceiveOutcome.rejected(ex, Answers.problem(provider, ex));
	}

	private ReceiveOutcome receiveComplete(WebhookProvider provider, ParsedRequest parsed) {
		if (HandshakeGate.mayBeSigned(provider, parsed.request())) {
			return receiveSigned(provider, parsed);
		}
		WebhookResponse handshake = HandshakeGate.unsigned(provider, parsed.request());
		if (handshake == null) {
			throw HandshakeGate.refused();
		}
		return ReceiveOutcome.handshake(handshake);
	}

	/**
	 * Whether a test without a signature is one is found out only when it is not
	 * authentic.
	 */
	private ReceiveOutcome receiveSigned(WebhookProvider provider, ParsedRequest parsed) {
		VerifiedWebhookRequest verified;
		try {
			verified = provider.verify(parsed, this.clock.instant());
		}
		catch (WebhookRejectedException ex) {
			WebhookResponse handshake = HandshakeGate.unsigned(provider, parsed.request());
			if (handshake != null) {
				return ReceiveOutcome.handshake(handshake);
			}
			this.observers.tell((observer) -> observer.unverified(provider, parsed.request(), ex));
			throw ex;
		}
		return receiveVerified(provider, verified, parsed);
	}

	private ReceiveOutcome receiveVerified(WebhookProvider provider, VerifiedWebhookRequest verified,
			ParsedRequest parsed) {
		this.observers.tell((observer) -> observer.verified(provider, verified));
		this.guards.check(provider, verified);
		ParsedRequest decoded = provider.documents().decode(verified, parsed);
		WebhookResponse handshake = HandshakeGate.verified(provider, decoded);
		return (handshake != null) ? ReceiveOutcome.handshake(handshake) : process(provider, verified, decoded);
	}

	private ReceiveOutcome process(WebhookProvider provider, VerifiedWebhookRequest verified, ParsedRequest parsed) {
		List<WebhookEvent> events = provider.events(verified, parsed);
		this.observers.tell((observer) -> observer.mapped(provider, events));
		if (provider.endpoint().observed()) {
			return ReceiveOutcome.observed(events);
		}
		return (this.durable != null && isDurable(provider, parsed))
				? this.durable.process(provider, verified, events, parsed)
				: this.inline.process(provider, events, parsed);
	}

	private static boolean isDurable(WebhookProvider provider, ParsedRequest parsed) {
		return switch (provider.processing().mode()) {
			case INLINE -> false;
			case DURABLE -> true;
			case AUTO -> !provider.processing().isAwaited(parsed);
		};
	}

}
