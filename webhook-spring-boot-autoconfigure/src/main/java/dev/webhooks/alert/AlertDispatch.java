package dev.webhooks.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import dev.webhooks.Internal;
import dev.webhooks.request.FailureText;

/**
 * Tells all sinks of alerts, each on a thread of its own, so that none waits for another.
 * Safe for use by several threads.
 */
@Internal
public final class AlertDispatch implements Consumer<WebhookAlert>, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AlertDispatch.class);

	/** Alerts that wait for one sink. */
	private static final int CAPACITY = 100;

	private static final long IDLE_SECONDS = 10;

	/** For all sinks together, at the end of the application. */
	private static final long LAST_SECONDS = 3;

	private final Map<WebhookAlertSink, ThreadPoolExecutor> sinks = new LinkedHashMap<>();

	/**
	 * Creates an instance.
	 * @param sinks the sinks
	 */
	public AlertDispatch(List<WebhookAlertSink> sinks) {
		for (WebhookAlertSink sink : sinks) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("webhook-alert-");
			threads.setDaemon(true);
			ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
					new ArrayBlockingQueue<>(CAPACITY), threads);
			executor.allowCoreThreadTimeOut(true);
			this.sinks.put(sink, executor);
		}
	}

	@Override
	public void accept(WebhookAlert alert) {
		this.sinks.forEach((sink, executor) -> {
			try {
				executor.execute(() -> tell(sink, alert));
			}
			catch (RejectedExecutionException ex) {
				logger.warn("{} is behind with {} alerts, and not told of: {}", sink.getClass().getName(), CAPACITY,
						alert.text());
			}
		});
	}

	private static void tell(WebhookAlertSink sink, WebhookAlert alert) {
		try {
			sink.tell(alert);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.warn("The application ends before {} is told of: {}", sink.getClass().getName(), alert.text());
		}
		catch (Exception ex) {
			logger.warn("{} could not be told of: {} ({})", sink.getClass().getName(), alert.text(),
					FailureText.of(ex));
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.sinks.values().forEach(ThreadPoolExecutor::shutdown);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
		for (ThreadPoolExecutor executor : this.sinks.values()) {
			if (!executor.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
				executor.shutdownNow();
			}
		}
	}

}
