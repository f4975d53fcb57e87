package dev.webhooks.receiver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.guard.RateLimitKey;
import dev.webhooks.guard.RateLimitKeyResolver;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.provider.RequestLimit;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Keeps the limits of each provider: verified requests spend that of their tenant,
 * refused ones that of the client they come from. Who has spent it is turned away before
 * the body is read, unless a verified request came from the same address lately: a forger
 * behind the provider's proxy cannot shut the provider out. Safe for use by several
 * threads.
 */
@Internal
public final class RateLimits implements WebhookGuard, VerifiedRequestGuard, ReceiveObserver {

	private static final Duration TRUSTED = Duration.ofMinutes(10);

	private static final long MAX_TRUSTED = 10_000;

	/**
	 * Refusals that a stranger is to blame for. A client that is not in the allowlist
	 * gets no further anyway, and costs nothing.
	 */
	private static final Set<RejectionReason> FAILURES = EnumSet.of(RejectionReason.METHOD_NOT_ALLOWED,
			RejectionReason.INSECURE_TRANSPORT, RejectionReason.CLIENT_CERTIFICATE_MISSING,
			RejectionReason.CLIENT_CERTIFICATE_REFUSED, RejectionReason.UNSUPPORTED_CONTENT_TYPE,
			RejectionReason.BODY_TOO_LARGE, RejectionReason.BODY_TIMEOUT, RejectionReason.BODY_INCOMPLETE,
			RejectionReason.SIGNATURE_MISSING, RejectionReason.SIGNATURE_MALFORMED, RejectionReason.SIGNATURE_MISMATCH,
			RejectionReason.TIMESTAMP_TOO_OLD, RejectionReason.TIMESTAMP_IN_FUTURE, RejectionReason.NO_SECRET,
			RejectionReason.TOO_MANY_KEYS, RejectionReason.TOO_MANY_TENANTS, RejectionReason.TOO_MANY_CALLBACKS,
			RejectionReason.HANDSHAKE_REFUSED);

	private final RateLimiter limiter;

	private final RateLimitKeyResolver keys;

	private final Clock clock;

	private final Cache<Sender, Instant> trusted = Caffeine.newBuilder().maximumSize(MAX_TRUSTED).build();

	/**
	 * Creates an instance.
	 * @param limiter counts the requests
	 * @param keys tells which verified requests are counted together
	 * @param clock tells how long ago a verified request came from an address
	 */
	public RateLimits(RateLimiter limiter, RateLimitKeyResolver keys, Clock clock) {
		this.limiter = limiter;
		this.keys = keys;
		this.clock = clock;
	}

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		RequestLimit limit = provider.rateLimit().refused();
		if (limit == null || isTrusted(provider, head)) {
			return;
		}
		Duration wait = this.limiter.timeUntilNext(keyOf(provider, head), limit);
		refuseIfPositive(wait, "Too many requests of one client were refused");
	}

	@Override
	public void check(WebhookProvider provider, VerifiedWebhookRequest verified) {
		WebhookRequestHead head = verified.request().head();
		if (provider.rateLimit().refused() != null) {
			this.trusted.put(Sender.of(provider, head), this.clock.instant());
		}
		RequestLimit limit = provider.rateLimit().verified();
		if (limit != null) {
			Duration wait = this.limiter.take(this.keys.resolve(provider, verified), limit);
			refuseIfPositive(wait, "The provider sends more than the limit");
		}
	}

	@Override
	public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		RequestLimit limit = provider.rateLimit().refused();
		RejectionReason reason = outcome.reason();
		if (limit != null && reason != null && FAILURES.contains(reason)) {
			this.limiter.take(keyOf(provider, head), limit);
		}
	}

	private boolean isTrusted(WebhookProvider provider, WebhookRequestHead head) {
		Instant last = this.trusted.getIfPresent(Sender.of(provider, head));
		return last != null && this.clock.instant().isBefore(last.plus(TRUSTED));
	}

	private static RateLimitKey keyOf(WebhookProvider provider, WebhookRequestHead head) {
		return RateLimitKey.refused(provider.name(), AddressRanges.networkOf(head.remoteAddress()));
	}

	private static void refuseIfPositive(Duration wait, String detail) {
		if (!wait.isZero()) {
			throw new WebhookRejectedException(RejectionReason.RATE_LIMITED, detail, wait, null);
		}
	}

	private record Sender(String provider, String address) {

		static Sender of(WebhookProvider provider, WebhookRequestHead head) {
			return new Sender(provider.name(), head.remoteAddress());
		}

	}

}
