package dev.webhooks.test.shop;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookInterceptor;

/**
 * Interceptor that counts.
 */
@Component
public class Watchman implements WebhookInterceptor {

	final AtomicInteger events = new AtomicInteger();

	@Override
	public Object intercept(WebhookEvent event, Chain chain) throws Exception {
		this.events.incrementAndGet();
		return chain.proceed(event);
	}

	/**
	 * Counts.
	 * @return how many events were seen
	 */
	public int seen() {
		return this.events.get();
	}

}
