package dev.webhooks.receiver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.LogText;

/**
 * Tells the log what is probably wrong with requests that could not be verified, at most
 * once a minute for each provider. The sender is never told, and does not wait for it
 * either. Safe for use by several threads.
 */
@Internal
public final class RejectionDiagnosis implements ReceiveObserver {

	private static final Logger logger = LoggerFactory.getLogger(RejectionDiagnosis.class);

	private static final Duration QUIET = Duration.ofMinutes(1);

	private final Map<String, Instant> last = new ConcurrentHashMap<>();

	private final Executor executor;

	private final Clock clock;

	/**
	 * Creates a diagnosis.
	 * @param executor runs the diagnosis, so that the time of an answer tells nothing of
	 * it
	 * @param clock tells the time that passes
	 */
	public RejectionDiagnosis(Executor executor, Clock clock) {
		this.executor = executor;
		this.clock = clock;
	}

	@Override
	public void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
		Instant now = this.clock.instant();
		Instant before = this.last.get(provider.name());
		if (before != null && now.isBefore(before.plus(QUIET))) {
			return;
		}
		boolean due = (before == null) ? this.last.putIfAbsent(provider.name(), now) == null
				: this.last.replace(provider.name(), before, now);
		if (due) {
			this.executor.execute(() -> diagnose(provider, request, ex, now));
		}
	}

	private void diagnose(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex, Instant now) {
		String found = find(provider, request, ex, now);
		if (found != null) {
			logger.warn("Diagnosis of a refused request of provider '{}' ({}): {}", provider.name(), ex.reason().code(),
					found);
		}
	}

	private static @Nullable String find(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex,
			Instant now) {
		String found = provider.diagnose(request, now);
		boolean unread = ex.reason() == RejectionReason.SIGNATURE_MISSING
				|| ex.reason() == RejectionReason.SIGNATURE_MALFORMED;
		return (found == null && unread) ? LogText.messageOf(ex) : found;
	}

}
