package dev.webhooks.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Outcome of a verified request, without anything of its body but the ids and types of
 * its events.
 *
 * @param time when it was answered
 * @param provider the name of the provider
 * @param outcome what became of it
 * @param reason why it was refused or failed, or {@code null} if it was not
 * @param status the status of the answer
 * @param eventIds the ids of its first events
 * @param types the first of their types
 * @param events the number of its events
 */
public record RecentOutcome(Instant time, String provider, ReceiveOutcome.Kind outcome,
		@Nullable RejectionReason reason, int status, List<String> eventIds, List<String> types, int events) {

	private static final int MOST_EVENTS = 5;

	private static final int LONGEST = 200;

	static RecentOutcome of(Instant time, String provider, ReceiveOutcome outcome) {
		return new RecentOutcome(time, provider, outcome.kind(), outcome.reason(), outcome.answer().status(),
				bounded(outcome.eventIds()), bounded(outcome.types()), outcome.eventIds().size());
	}

	private static List<String> bounded(List<String> texts) {
		if (texts.size() <= MOST_EVENTS && texts.stream().allMatch((text) -> text.length() <= LONGEST)) {
			return texts;
		}
		return texts.stream()
			.limit(MOST_EVENTS)
			.map((text) -> (text.length() <= LONGEST) ? text : text.substring(0, LONGEST))
			.toList();
	}

	/**
	 * Outcomes of the last requests on one node, where they are not stored.
	 *
	 * @param outcomes those of verified requests, the newest first
	 * @param others how often requests ended otherwise since the start, handshakes and
	 * those that were refused before anything of them was known
	 */
	public record Page(List<RecentOutcome> outcomes, List<Tally> others) {

	}

	/**
	 * How often requests ended in one way.
	 *
	 * @param provider the name of the provider
	 * @param outcome what became of them
	 * @param reason why they were refused or failed, or {@code null} if they were not
	 * @param count their number since the start
	 * @param last when the last of them was answered
	 */
	public record Tally(String provider, ReceiveOutcome.Kind outcome, @Nullable RejectionReason reason, long count,
			Instant last) {

		Tally another(Instant time) {
			return new Tally(this.provider, this.outcome, this.reason, this.count + 1, time);
		}

	}

}
