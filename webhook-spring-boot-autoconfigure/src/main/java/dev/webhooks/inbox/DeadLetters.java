package dev.webhooks.inbox;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * Publishes dead letters in the application, on threads on which nothing else waits.
 */
final class DeadLetters implements DeliveryListener {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private static final int THREADS = 4;

	private static final int CAPACITY = 1000;

	private final ApplicationEventPublisher publisher;

	private final Executor executor;

	DeadLetters(ApplicationEventPublisher publisher, Executor executor) {
		this.publisher = publisher;
		this.executor = executor;
	}

	/**
	 * Makes an executor that holds neither many threads nor many dead letters.
	 */
	static Executor boundedExecutor() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(CAPACITY), new CustomizableThreadFactory("webhook-dead-letter-"));
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	@Override
	public void ended(FinishedDelivery finished) {
		if (finished.status() == DeliveryStatus.DEAD && finished.delivery().message().body() != null) {
			try {
				this.executor.execute(() -> publish(finished));
			}
			catch (RejectedExecutionException ex) {
				logger.error("Listeners of dead letters do not keep up, and do not hear of {}", finished.delivery());
			}
		}
	}

	private void publish(FinishedDelivery finished) {
		try {
			this.publisher.publishEvent(new WebhookDeadLetterEvent(this, finished));
		}
		catch (RuntimeException ex) {
			logger.error("A listener of dead letters failed for {}", finished.delivery(), ex);
		}
	}

}
