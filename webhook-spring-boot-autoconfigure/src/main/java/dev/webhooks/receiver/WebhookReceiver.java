package dev.webhooks.receiver;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestValues;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Takes requests of providers from their head to their answer. Controllers of an
 * application's own may call it. Safe for use by several threads.
 */
public final class WebhookReceiver {

	private static final Logger logger = LoggerFactory.getLogger(WebhookReceiver.class);

	private final WebhookProviders providers;

	private final List<WebhookGuard> guards;

	private final List<VerificationInterceptor> interceptors;

	private final InlineProcessor inline;

	private final @Nullable DurableProcessor durable;

	private final Clock clock;

	private final RejectionLog log;

	/**
	 * Creates a receiver.
	 * @param providers the providers
	 * @param guards what checks the head of a request, in order
	 * @param inline what calls the listeners before the answer
	 * @param clock tells the time that signatures are checked against
	 */
	public WebhookReceiver(WebhookProviders providers, List<WebhookGuard> guards, InlineProcessor inline, Clock clock) {
		this(providers, guards, List.of(), inline, null, clock);
	}

	/**
	 * Creates a receiver.
	 * @param providers the providers
	 * @param guards what checks the head of a request, in order
	 * @param interceptors what is told the verdict on each request, in order
	 * @param inline what calls the listeners before the answer
	 * @param durable what stores events before the answer, or {@code null} if there is no
	 * inbox
	 * @param clock tells the time that signatures are checked against
	 */
	public WebhookReceiver(WebhookProviders providers, List<WebhookGuard> guards,
			List<VerificationInterceptor> interceptors, InlineProcessor inline, @Nullable DurableProcessor durable,
			Clock clock) {
		this.providers = providers;
		this.guards = List.copyOf(guards);
		this.interceptors = List.copyOf(interceptors);
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

	/**
	 * Receives a request.
	 * @param provider the provider
	 * @param head the head of the request
	 * @param body the body, read only if the head is in order
	 * @return the answer
	 */
	public WebhookResponse receive(WebhookProvider provider, WebhookRequestHead head, RequestBody body) {
		try {
			this.guards.forEach((guard) -> guard.check(provider, head));
			WebhookRequest request = new WebhookRequest(head, body.read(provider.admission().maxBodySize()));
			WebhookResponse handshake = unsignedHandshake(provider, request);
			return (handshake != null) ? handshake : receiveSigned(provider, request);
		}
		catch (WebhookRejectedException ex) {
			return refuse(provider, head, ex);
		}
		catch (IOException ex) {
			return refuse(provider, head, new WebhookRejectedException(RejectionReason.BODY_INCOMPLETE,
					"The body could not be read to its end", null, ex));
		}
		catch (RuntimeException ex) {
			logger.error("A request of provider '{}' could not be processed", provider.name(), ex);
			return reject(provider, new WebhookRejectedException(RejectionReason.UNEXPECTED_FAILURE,
					"Something failed that should not", null, ex));
		}
	}

	/**
	 * Refuses a request, for a filter that finds it out before the receiver is asked.
	 * @param provider the provider
	 * @param ex why the request is refused
	 * @return the answer
	 */
	public WebhookResponse reject(WebhookProvider provider, WebhookRejectedException ex) {
		this.log.rejected(provider, ex);
		return Answers.problem(provider, ex);
	}

	private WebhookResponse refuse(WebhookProvider provider, WebhookRequestHead head, WebhookRejectedException ex) {
		for (VerificationInterceptor interceptor : this.interceptors) {
			interceptor.refused(provider, head, ex);
		}
		return reject(provider, ex);
	}

	private WebhookResponse receiveSigned(WebhookProvider provider, WebhookRequest request) {
		VerifiedWebhookRequest verified = verify(provider, request);
		for (VerificationInterceptor interceptor : this.interceptors) {
			interceptor.verified(provider, verified);
		}
		RequestValues values = provider.valuesOf(request);
		WebhookResponse handshake = provider.handshake(values, true);
		if (handshake != null) {
			return handshake;
		}
		checkMayBeEvent(provider, request);
		List<WebhookEvent> events = provider.events(verified, values);
		return (this.durable != null && isDurable(provider, values))
				? this.durable.process(provider, verified, events, values)
				: this.inline.process(provider, events, values);
	}

	private static boolean isDurable(WebhookProvider provider, RequestValues values) {
		return switch (provider.processing()) {
			case INLINE -> false;
			case DURABLE -> true;
			case AUTO -> !provider.isAwaited(values);
		};
	}

	private VerifiedWebhookRequest verify(WebhookProvider provider, WebhookRequest request) {
		try {
			return provider.verify(request, this.clock.instant());
		}
		catch (WebhookRejectedException ex) {
			for (VerificationInterceptor interceptor : this.interceptors) {
				interceptor.unverified(provider, request, ex);
			}
			throw ex;
		}
	}

	/**
	 * Answers a test of the endpoint that is not signed. Anything else goes on to be
	 * verified, also what cannot be read.
	 */
	private static @Nullable WebhookResponse unsignedHandshake(WebhookProvider provider, WebhookRequest request) {
		WebhookResponse answer = null;
		if (provider.hasUnsignedHandshake()) {
			try {
				answer = provider.handshake(provider.valuesOf(request), false);
			}
			catch (WebhookRejectedException ex) {
				answer = null;
			}
		}
		if (answer == null && !provider.hasSignedHandshake(request.head().method())) {
			checkMayBeEvent(provider, request);
		}
		return answer;
	}

	private static void checkMayBeEvent(WebhookProvider provider, WebhookRequest request) {
		if (!provider.eventMethods().contains(request.head().method())) {
			throw new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED,
					"The test of the endpoint is refused");
		}
	}

	private static byte[] withinLimit(byte[] body, int limit) {
		if (body.length > limit) {
			throw new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE, "The body is too large");
		}
		return body;
	}

}
