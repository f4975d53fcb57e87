package dev.webhooks.test.web;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Observer that remembers what became of the requests of the test kit, for assertions.
 * Safe for use by several threads.
 */
@Internal
public final class OutcomeRecorder implements ReceiveObserver {

	private final ThreadLocal<@Nullable WebhookRequest> unverified = new ThreadLocal<>();

	private final Clock clock;

	/**
	 * Creates a recorder.
	 * @param clock tells when requests are received
	 */
	public OutcomeRecorder(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
		this.unverified.set(request);
	}

	@Override
	public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		WebhookRequest request = this.unverified.get();
		this.unverified.remove();
		String id = head.headers().first(Outcomes.HEADER);
		if (id != null) {
			Outcomes.add(id, new ObservedOutcome(provider, outcome, request, this.clock.instant()));
		}
	}

}
