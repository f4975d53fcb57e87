package dev.webhooks.test.web;

import java.util.List;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

/**
 * Assertions on what became of a request to a webhook endpoint. What fails says what
 * became of it instead, and why. Where the application does not run in this JVM with the
 * test kit, its answer has to say it.
 */
public final class WebhookResultAssert extends AbstractAssert<WebhookResultAssert, WebhookResult> {

	private final ResultDescription description;

	WebhookResultAssert(WebhookResult actual) {
		super(actual, WebhookResultAssert.class);
		this.description = new ResultDescription(actual);
	}

	/**
	 * Checks that the event was stored in the inbox, from where listeners run.
	 * @return this assertion
	 */
	public WebhookResultAssert isAccepted() {
		return is(Kind.ACCEPTED, "accepted (stored in the inbox)");
	}

	/**
	 * Checks that listeners ran before the answer.
	 * @return this assertion
	 */
	public WebhookResultAssert isProcessed() {
		return is(Kind.PROCESSED, "processed by listeners");
	}

	/**
	 * Checks that the event was seen before.
	 * @return this assertion
	 */
	public WebhookResultAssert isDuplicate() {
		return is(Kind.DUPLICATE, "recognized as a duplicate");
	}

	/**
	 * Checks that nobody wants the event.
	 * @return this assertion
	 */
	public WebhookResultAssert isIgnored() {
		return is(Kind.IGNORED, "ignored");
	}

	/**
	 * Checks that the request was a test of the endpoint.
	 * @return this assertion
	 */
	public WebhookResultAssert isHandshake() {
		return is(Kind.HANDSHAKE, "answered as a test of the endpoint");
	}

	/**
	 * Checks that the request was only looked at, and the application itself answered.
	 * @return this assertion
	 */
	public WebhookResultAssert isObserved() {
		return is(Kind.OBSERVED, "observed");
	}

	/**
	 * Checks that the request was refused, for whatever reason.
	 * @return this assertion
	 */
	public WebhookResultAssert isRefused() {
		return is(Kind.REFUSED, "refused");
	}

	/**
	 * Checks that the request was refused.
	 * @param reason why
	 * @return this assertion
	 */
	public WebhookResultAssert isRefused(RejectionReason reason) {
		return is(Kind.REFUSED, "refused with " + reason).hasReason(reason);
	}

	/**
	 * Checks that the application could not do its part, for whatever reason.
	 * @return this assertion
	 */
	public WebhookResultAssert isFailed() {
		return is(Kind.FAILED, "failed");
	}

	/**
	 * Checks that the application could not do its part.
	 * @param reason why
	 * @return this assertion
	 */
	public WebhookResultAssert isFailed(RejectionReason reason) {
		return is(Kind.FAILED, "failed with " + reason).hasReason(reason);
	}

	private WebhookResultAssert is(Kind kind, String words) {
		Kind actualKind = this.description.kind();
		if (this.actual.isUnreceived()) {
			throw fail("Expecting the request to be %s, but no webhook endpoint has received it. It was %s", words,
					this.description);
		}
		if (actualKind == null) {
			throw fail("Expecting the request to be %s, but that cannot be told:%n  %s", words,
					this.description.whyUnknown());
		}
		if (actualKind != kind) {
			throw fail("Expecting the request to be %s, but it was %s", words, this.description);
		}
		return this;
	}

	private WebhookResultAssert hasReason(RejectionReason reason) {
		List<RejectionReason> possible = this.description.reasons();
		if (!possible.contains(reason)) {
			throw fail("Expecting the reason to be %s, but the request was %s", reason, this.description);
		}
		if (possible.size() > 1) {
			throw fail("Expecting the reason to be %s, but an answer does not tell reasons of status %s apart. %s",
					reason, this.actual.status(), ResultDescription.WITHOUT_OUTCOME);
		}
		return this;
	}

	/**
	 * Checks the id of the only event.
	 * @param id the id that the event has to have
	 * @return this assertion
	 */
	public WebhookResultAssert hasEventId(String id) {
		return hasEventIds(id);
	}

	/**
	 * Checks the ids of the events, in any order.
	 * @param ids all ids that there have to be
	 * @return this assertion
	 */
	public WebhookResultAssert hasEventIds(String... ids) {
		List<String> found = this.description.eventIds();
		if (found == null) {
			throw fail("Expecting the events %s, but these cannot be told:%n  %s", List.of(ids),
					this.description.whyUnknown());
		}
		Assertions.assertThat(found)
			.as("ids of events (the request was %s)", this.description)
			.containsExactlyInAnyOrder(ids);
		return this;
	}

	/**
	 * Checks the types of the events, in any order; each once.
	 * @param types all types that there have to be
	 * @return this assertion
	 */
	public WebhookResultAssert hasEventTypes(String... types) {
		Assertions.assertThat(outcome("types").types())
			.as("types of events (the request was %s)", this.description)
			.containsExactlyInAnyOrder(types);
		return this;
	}

	/**
	 * Checks how many events of a batch have come to an end.
	 * @param kind the end
	 * @param count how many there have to be
	 * @return this assertion
	 */
	public WebhookResultAssert hasEvents(Kind kind, int count) {
		Assertions.assertThat(outcome("number").counts().getOrDefault(kind, 0))
			.as("%s events (the request was %s)", kind, this.description)
			.isEqualTo(count);
		return this;
	}

	private ReceiveOutcome outcome(String what) {
		ReceiveOutcome outcome = this.actual.outcome();
		if (outcome == null) {
			throw fail("The %s of the events cannot be told:%n  %s", what, ResultDescription.WITHOUT_OUTCOME);
		}
		return outcome;
	}

	/**
	 * Checks the status of the answer.
	 * @param status the status that it has to have
	 * @return this assertion
	 */
	public WebhookResultAssert hasStatus(int status) {
		if (this.actual.status() != status) {
			throw fail("Expecting the answer to be %s, but the request was %s", status, this.description);
		}
		return this;
	}

	/**
	 * Checks the body of the answer.
	 * @param body the text that it has to be
	 * @return this assertion
	 */
	public WebhookResultAssert hasBody(@Nullable String body) {
		Assertions.assertThat(this.actual.body()).as("body (the request was %s)", this.description).isEqualTo(body);
		return this;
	}

	/**
	 * Checks a header of the answer.
	 * @param name the name, whose case does not matter
	 * @param value the value that it has to have
	 * @return this assertion
	 */
	public WebhookResultAssert hasHeader(String name, String value) {
		Assertions.assertThat(this.actual.header(name))
			.as("header %s (the request was %s)", name, this.description)
			.isEqualTo(value);
		return this;
	}

	private AssertionError fail(String message, Object... arguments) {
		AssertionError error = failure(message, arguments);
		Throwable cause = this.description.cause();
		if (cause != null && error.getCause() == null) {
			error.initCause(cause);
		}
		return error;
	}

}
