package dev.webhooks.test.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

/**
 * Words for what became of a request, for whoever wonders why a test fails. Taken from
 * the outcome, or, where that is not known, from the answer as far as it says so.
 */
final class ResultDescription {

	static final String WITHOUT_OUTCOME = "More is known of an application that runs in this JVM with the test kit "
			+ "(@WebhookTest or @AutoConfigureWebhooks), of requests that are made by WebhookRequests.";

	private final WebhookResult result;

	private final @Nullable ObservedOutcome observed;

	private final AnswerText answer;

	ResultDescription(WebhookResult result) {
		this.result = result;
		this.observed = result.observed();
		this.answer = new AnswerText(result.status(), result.body());
	}

	/**
	 * Finds out what became of the request.
	 * @return the outcome, or {@code null} if it cannot be told
	 */
	@Nullable Kind kind() {
		if (this.observed != null) {
			return this.observed.outcome().kind();
		}
		return this.result.isUnreceived() ? null : this.answer.kind();
	}

	/**
	 * The reasons that there may be for a refusal or failure.
	 */
	List<RejectionReason> reasons() {
		if (this.observed != null) {
			return Stream.ofNullable(this.observed.outcome().reason()).toList();
		}
		return Stream.of(RejectionReason.values()).filter((reason) -> reason.status() == this.result.status()).toList();
	}

	@Nullable List<String> eventIds() {
		if (this.observed != null) {
			return this.observed.outcome().eventIds();
		}
		return this.result.isUnreceived() ? null : this.answer.eventIds();
	}

	@Nullable Throwable cause() {
		if (this.observed != null && this.observed.outcome().rejection() != null) {
			return this.observed.outcome().rejection();
		}
		return this.result.failure();
	}

	String whyUnknown() {
		if (this.result.failure() != null) {
			return "it was not answered: " + this.result.failure();
		}
		if (this.result.isUnreceived()) {
			return toString();
		}
		return "the answer is %s, which says nothing of it. %s".formatted(this.answer, WITHOUT_OUTCOME);
	}

	@Override
	public String toString() {
		if (this.result.isUnreceived()) {
			return "received by no webhook endpoint, and answered %s: look at the path, and at what stands before it, "
				.formatted(this.answer) + "such as the filters of Spring Security";
		}
		return (this.observed != null) ? described(this.observed)
				: this.answer.kind() + " by its answer, " + this.answer;
	}

	private String described(ObservedOutcome observed) {
		ReceiveOutcome outcome = observed.outcome();
		List<String> lines = new ArrayList<>();
		lines.add("%s, and answered %s".formatted(outcome.kind(), this.result.status()));
		WebhookRejectedException rejection = outcome.rejection();
		if (rejection != null) {
			lines.add("reason: %s: %s".formatted(rejection.reason(), rejection.getMessage()));
			if (rejection.getCause() != null) {
				lines.add("caused by: " + rejection.getCause());
			}
		}
		String diagnosis = observed.diagnosis();
		if (diagnosis != null) {
			lines.add("diagnosis: " + diagnosis);
		}
		lines.add("provider: " + observed.provider());
		if (!outcome.types().isEmpty()) {
			lines.add("types: " + String.join(", ", outcome.types()));
		}
		if (!outcome.eventIds().isEmpty()) {
			lines.add("ids: " + String.join(", ", outcome.eventIds()));
		}
		if (outcome.counts().values().stream().mapToInt(Integer::intValue).sum() > 1) {
			lines.add("events: " + outcome.counts());
		}
		hint(outcome.kind(), lines);
		return String.join(System.lineSeparator() + "  ", lines);
	}

	private static void hint(Kind kind, List<String> lines) {
		switch (kind) {
			case IGNORED -> lines.add("no listener wants these types, or 'events' of the provider leaves them out. In "
					+ "a slice only those listeners are there that it has found");
			case DUPLICATE -> lines.add("an event with this id was received before: give each test ids of its own");
			case PROCESSED -> lines.add("listeners ran before the answer, because there is no inbox, or the provider "
					+ "waits for what they return: isProcessed()");
			case ACCEPTED -> lines.add("it is in the inbox, and listeners run behind the answer: isAccepted()");
			default -> {
			}
		}
	}

}
