package dev.webhooks.docs;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookInterceptor;

@Component
@Order(1)
class TimingInterceptor implements WebhookInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(TimingInterceptor.class);

	@Override
	public @Nullable Object intercept(WebhookEvent event, Chain chain) throws Exception {
		long start = System.nanoTime();
		try {
			return chain.proceed(event);
		}
		finally {
			logger.info("{} took {}", event, Duration.ofNanos(System.nanoTime() - start));
		}
	}

}
