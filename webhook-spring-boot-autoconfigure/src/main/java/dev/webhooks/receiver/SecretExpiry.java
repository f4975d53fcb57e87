package dev.webhooks.receiver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.Secret;

/**
 * Warns of secrets that expire soon: at the start, and then once a day, however often it
 * is run. Safe for use by several threads.
 */
@Internal
public final class SecretExpiry implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(SecretExpiry.class);

	private static final Duration INTERVAL = Duration.ofDays(1);

	private final WebhookProviders providers;

	private final Duration ahead;

	private final Clock clock;

	private final AtomicReference<Instant> next;

	/**
	 * Creates an instance, and warns for the first time.
	 * @param providers the providers
	 * @param ahead how long before a secret expires warnings begin
	 * @param clock tells the time
	 */
	public SecretExpiry(WebhookProviders providers, Duration ahead, Clock clock) {
		this.providers = providers;
		this.ahead = ahead;
		this.clock = clock;
		this.next = new AtomicReference<>(clock.instant());
		run();
	}

	/**
	 * Warns, if that is due.
	 */
	@Override
	public void run() {
		Instant now = this.clock.instant();
		Instant due = this.next.get();
		if (!now.isBefore(due) && this.next.compareAndSet(due, now.plus(INTERVAL))) {
			this.providers.all().forEach((provider) -> check(provider, now));
		}
	}

	private void check(WebhookProvider provider, Instant now) {
		List<Secret> secrets = provider.verifier().secrets().configured();
		for (int i = 0; i < secrets.size(); i++) {
			Instant expires = secrets.get(i).expires();
			Instant shown = (expires != null) ? expires.truncatedTo(ChronoUnit.SECONDS) : null;
			if (expires != null && !now.isBefore(expires)) {
				logger.warn("Secret {} of provider '{}' has expired at {}: remove it", i, provider.name(), shown);
			}
			else if (expires != null && !now.plus(this.ahead).isBefore(expires)) {
				logger.warn("Secret {} of provider '{}' expires at {}{}", i, provider.name(), shown,
						isLast(secrets, expires) ? ", and no other is valid any longer: requests are refused then"
								: "");
			}
		}
	}

	private static boolean isLast(List<Secret> secrets, Instant expires) {
		return secrets.stream().map(Secret::expires).allMatch((other) -> other != null && !other.isAfter(expires));
	}

}
