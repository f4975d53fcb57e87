package dev.webhooks.inbox;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes dead letters in the application, on a thread on which nothing else waits.
 */
final class DeadLetters implements Consumer<FinishedDelivery> {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private final ApplicationEventPublisher publisher;

	private final Executor executor;

	DeadLetters(ApplicationEventPublisher publisher, Executor executor) {
		this.publisher = publisher;
		this.executor = executor;
	}

	@Override
	public void accept(FinishedDelivery finished) {
		if (finished.status() == DeliveryStatus.DEAD && finished.delivery().event().body() != null) {
			this.executor.execute(() -> publish(finished));
		}
	}

	private void publish(FinishedDelivery finished) {
		try {
			this.publisher.publishEvent(new WebhookDeadLetterEvent(this, finished.delivery(), finished.error()));
		}
		catch (RuntimeException ex) {
			logger.error("A listener of dead letters failed for {}", finished.delivery(), ex);
		}
	}

}
