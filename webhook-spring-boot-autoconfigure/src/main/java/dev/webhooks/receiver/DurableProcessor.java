package dev.webhooks.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.Submission;
import dev.webhooks.inbox.EncodedEvents;
import dev.webhooks.inbox.StoredHead;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome.Kind;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Stores events in the inbox before the request is answered. Safe for use by several
 * threads.
 */
@Internal
public final class DurableProcessor {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final WebhookDispatcher dispatcher;

	private final EventSink inbox;

	private final Supplier<Map<String, String>> context;

	/**
	 * Creates a processor.
	 * @param dispatcher finds the listeners of an event
	 * @param inbox stores events and delivers them
	 * @param context captures what belongs to the current thread and is to be restored
	 * around the listeners
	 */
	public DurableProcessor(WebhookDispatcher dispatcher, EventSink inbox, Supplier<Map<String, String>> context) {
		this.dispatcher = dispatcher;
		this.inbox = inbox;
		this.context = context;
	}

	/**
	 * Stores the events of a request.
	 * @param provider the provider
	 * @param verified the request
	 * @param events the events
	 * @param parsed the request
	 * @return what became of them; one that cannot be stored, or of which it is not known
	 * who is to receive it, does not keep the others from being stored
	 */
	ReceiveOutcome process(WebhookProvider provider, VerifiedWebhookRequest verified, List<WebhookEvent> events,
			ParsedRequest parsed) {
		Map<String, String> mark = EncodedEvents.markOf(provider);
		Map<String, String> context = new HashMap<>(StoredContext.of(this.context.get()));
		context.putAll(mark);
		List<Secret> secrets = secretsOf(provider, verified);
		List<Submission> incoming = new ArrayList<>(events.size());
		EventResults results = new EventResults();
		for (WebhookEvent event : events) {
			try {
				List<String> listeners = listenersOf(provider, event);
				if (listeners.isEmpty()) {
					results.add(Kind.IGNORED);
				}
				else {
					incoming.add(new Submission(toStore(event, mark.isEmpty(), secrets, context), orderKeyOf(event),
							listeners));
				}
			}
			catch (WebhookRejectedException ex) {
				results.add(ex);
			}
		}
		accept(incoming, results);
		WebhookResponse wanted = provider.successResponse(parsed);
		return results.outcome(provider, events, (kind) -> (wanted != null) ? wanted : answer(events, kind));
	}

	private void accept(List<Submission> incoming, EventResults results) {
		try {
			if (!incoming.isEmpty()) {
				this.inbox.accept(incoming).forEach((outcome) -> results.add(kindOf(outcome)));
			}
		}
		catch (MessageTooLargeException ex) {
			refuse(incoming, results, new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE,
					"The database of the inbox takes no event of that size", null, ex));
		}
		catch (StoreUnavailableException ex) {
			refuse(incoming, results, new WebhookRejectedException(RejectionReason.INBOX_UNAVAILABLE,
					"The inbox cannot store an event", RETRY_AFTER, ex));
		}
	}

	private static void refuse(List<Submission> incoming, EventResults results, WebhookRejectedException refusal) {
		incoming.forEach((event) -> results.add(refusal));
	}

	/**
	 * Decides once and for all which listeners get a delivery. Where that fails the event
	 * is not stored at all: what is stored is a duplicate when it comes again.
	 */
	private List<String> listenersOf(WebhookProvider provider, WebhookEvent event) {
		StorableEvents.check(event);
		if (!provider.processing().accepts(event.types())) {
			return List.of();
		}
		try {
			return this.dispatcher.listenersFor(event).stream().map(WebhookListenerMethod::id).toList();
		}
		catch (Throwable ex) {
			throw EventResults.rejection(event, ex, EventResults.SENT_AGAIN);
		}
	}

	/** Tenants are in order each by itself, whatever stands in their keys. */
	private static @Nullable String orderKeyOf(WebhookEvent event) {
		String key = event.orderKey();
		String tenant = event.tenant();
		return (key != null && tenant != null) ? tenant.length() + ": " + tenant + ": " + key : key;
	}

	/**
	 * All secrets that the request may hold: the one of a tenant is not configured.
	 */
	private static List<Secret> secretsOf(WebhookProvider provider, VerifiedWebhookRequest verified) {
		List<Secret> secrets = new ArrayList<>(provider.verifier().secrets().configured());
		if (verified.secret() != null) {
			secrets.add(verified.secret());
		}
		return secrets;
	}

	private static Kind kindOf(AddOutcome outcome) {
		return (outcome == AddOutcome.DUPLICATE) ? Kind.DUPLICATE : Kind.ACCEPTED;
	}

	private static WebhookResponse answer(List<WebhookEvent> events, Kind kind) {
		return (kind == Kind.IGNORED) ? Answers.ignored()
				: Answers.success((kind == Kind.DUPLICATE) ? "duplicate" : "accepted", events);
	}

	private static Message toStore(WebhookEvent event, boolean decoded, List<Secret> secrets,
			Map<String, String> context) {
		byte[] body = SharedBytes.bodyOf(event);
		byte[] payload = SharedBytes.payloadOf(event);
		boolean isBody = payload == body || !decoded;
		Map<String, String> carried = new HashMap<>(context);
		Predicate<String> isSecret = (text) -> secrets.stream().anyMatch((secret) -> secret.isIn(text));
		carried.putAll(StoredHead.of(event, isSecret));
		return new Message(event.provider(), event.tenant(), event.id(), event.types(), event.occurredAt(),
				event.receivedAt(), StoredHeaders.of(event.headers(), secrets), body,
				isBody ? null : StoredHead.document(event, payload, isSecret), Map.copyOf(carried));
	}

}
