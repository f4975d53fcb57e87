package dev.webhooks.test.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.WebhookRequestBuilder;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;

/**
 * Brings events to the application as its providers do, and has the inbox run what is
 * due, if there is one. An event is the same each time it is brought. Used by one thread.
 */
final class Rehearsal {

	private static final int AT_ONCE = 4;

	private static final int MOST_NAMED = 10;

	private final WebhookReceiver receiver;

	private final WebhookDeliveriesTester tester;

	private final @Nullable WebhookDeliveries inbox;

	/** Those that have to be brought again. */
	private final List<WebhookRequestBuilder<?>> failed = new ArrayList<>();

	private @Nullable String lastAnswer;

	/**
	 * Creates a rehearsal.
	 * @param inbox the deliveries, or {@code null} if listeners run before the answer
	 */
	Rehearsal(WebhookReceiver receiver, WebhookDeliveriesTester tester, @Nullable WebhookDeliveries inbox) {
		this.receiver = receiver;
		this.tester = tester;
		this.inbox = inbox;
		tester.clear();
	}

	/**
	 * Brings an event, and runs what is due then.
	 */
	void bring(WebhookRequestBuilder<?> event) {
		bring(event, event.redelivered().sign().toWebhookRequest());
	}

	/**
	 * Brings an event twice by the same request.
	 */
	void bringTwice(WebhookRequestBuilder<?> event) {
		WebhookRequest request = event.redelivered().sign().toWebhookRequest();
		bring(event, request);
		bring(event, request);
	}

	private void bring(WebhookRequestBuilder<?> event, WebhookRequest request) {
		note(event, send(event, request));
		if (this.inbox != null) {
			this.tester.runDue();
		}
	}

	/**
	 * Brings an event several times at once.
	 */
	void bringAtOnce(WebhookRequestBuilder<?> event) throws InterruptedException {
		WebhookRequest request = event.redelivered().sign().toWebhookRequest();
		List<FutureTask<WebhookResponse>> calls = OverlappingCalls.start(AT_ONCE, () -> send(event, request));
		for (FutureTask<WebhookResponse> call : calls) {
			try {
				note(event, call.get());
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
		}
	}

	private WebhookResponse send(WebhookRequestBuilder<?> event, WebhookRequest request) {
		return this.receiver.receive(event.provider().name(), request);
	}

	private void note(WebhookRequestBuilder<?> event, WebhookResponse answer) {
		if (answer.status() >= 300) {
			this.failed.add(event);
			this.lastAnswer = answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Lets all come to its end: what was not answered 2xx is brought once more, as a
	 * provider does.
	 * @throws AssertionError if something still fails then
	 */
	void end() {
		runUntilDone();
		List<WebhookRequestBuilder<?>> again = List.copyOf(this.failed);
		this.failed.clear();
		again.forEach(this::bring);
		runUntilDone();
		if (!this.failed.isEmpty()) {
			throw new AssertionError("%s was answered %s".formatted(this.failed.get(0), this.lastAnswer));
		}
		List<WebhookDelivery> dead = dead();
		if (!dead.isEmpty()) {
			throw new AssertionError(
					"A webhook listener keeps failing: %s, by %s".formatted(dead.get(0), dead.get(0).lastError()));
		}
	}

	private void runUntilDone() {
		if (this.inbox != null) {
			this.tester.runUntilDone();
		}
	}

	private List<WebhookDelivery> dead() {
		return (this.inbox != null) ? this.inbox.find(DeliveryFilter.of(DeliveryStatus.DEAD), MOST_NAMED) : List.of();
	}

}
