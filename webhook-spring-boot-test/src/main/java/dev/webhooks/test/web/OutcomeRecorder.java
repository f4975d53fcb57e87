package dev.webhooks.test.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Observer that remembers what became of the latest requests of the test kit, for
 * assertions, until it is closed. Safe for use by several threads.
 */
@Internal
public final class OutcomeRecorder implements ReceiveObserver, AutoCloseable {

	private static final int MOST = 100;

	private final Map<String, ObservedOutcome> latest = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, ObservedOutcome> eldest) {
			return size() > MOST;
		}

	};

	private static final ThreadLocal<@Nullable WebhookRequest> UNVERIFIED = new ThreadLocal<>();

	private final Clock clock;

	/**
	 * Creates a recorder.
	 * @param clock tells when requests are received
	 */
	public OutcomeRecorder(Clock clock) {
		this.clock = clock;
		Outcomes.open(this);
	}

	@Override
	public void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
		UNVERIFIED.set(request);
	}

	@Override
	public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		WebhookRequest request = UNVERIFIED.get();
		UNVERIFIED.remove();
		String id = head.headers().first(Outcomes.HEADER);
		if (id != null) {
			String diagnosis = (request != null) ? provider.diagnose(request, this.clock.instant()) : null;
			add(id, new ObservedOutcome(provider.name(), outcome, diagnosis));
		}
	}

	private void add(String id, ObservedOutcome outcome) {
		synchronized (this.latest) {
			this.latest.put(id, outcome);
		}
	}

	@Nullable ObservedOutcome find(String id) {
		synchronized (this.latest) {
			return this.latest.get(id);
		}
	}

	@Override
	public void close() {
		Outcomes.close(this);
	}

}
