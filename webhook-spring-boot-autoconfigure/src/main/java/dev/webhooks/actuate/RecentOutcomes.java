package dev.webhooks.actuate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Remembers the outcomes of the last requests on this node. Those of requests that nobody
 * has verified are only counted, so that strangers can neither fill the memory nor push
 * out what matters. Safe for use by several threads.
 */
public final class RecentOutcomes implements ReceiveObserver {

	/**
	 * How many outcomes are remembered.
	 */
	public static final int SIZE = 200;

	private final AtomicReferenceArray<@Nullable RecentOutcome> ring = new AtomicReferenceArray<>(SIZE);

	private final AtomicLong written = new AtomicLong();

	/** One for each provider, kind and reason: no more than there are of them. */
	private final Map<Ending, RecentOutcome.Tally> others = new ConcurrentHashMap<>();

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param clock tells the time
	 */
	public RecentOutcomes(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		Instant now = this.clock.instant();
		if (isVerified(outcome)) {
			this.ring.set((int) (this.written.getAndIncrement() % SIZE),
					RecentOutcome.of(now, provider.name(), outcome));
		}
		else {
			Ending ending = new Ending(provider.name(), outcome.kind(), outcome.reason());
			this.others.merge(ending, new RecentOutcome.Tally(ending.provider, ending.outcome, ending.reason, 1, now),
					(tally, one) -> tally.another(now));
		}
	}

	private static boolean isVerified(ReceiveOutcome outcome) {
		return switch (outcome.kind()) {
			case ACCEPTED, PROCESSED, DUPLICATE, IGNORED, OBSERVED -> true;
			case FAILED, REFUSED -> !outcome.eventIds().isEmpty();
			case HANDSHAKE -> false;
		};
	}

	RecentOutcome.Page page(Predicate<RecentOutcome> filter, int limit) {
		List<RecentOutcome> found = new ArrayList<>();
		long end = this.written.get();
		for (long i = end - 1; i >= Math.max(0, end - SIZE) && found.size() < limit; i--) {
			RecentOutcome outcome = this.ring.get((int) (i % SIZE));
			if (outcome != null && filter.test(outcome)) {
				found.add(outcome);
			}
		}
		return new RecentOutcome.Page(found,
				this.others.values()
					.stream()
					.sorted(Comparator.comparing(RecentOutcome.Tally::last).reversed())
					.toList());
	}

	private record Ending(String provider, ReceiveOutcome.Kind outcome, @Nullable RejectionReason reason) {
	}

}
