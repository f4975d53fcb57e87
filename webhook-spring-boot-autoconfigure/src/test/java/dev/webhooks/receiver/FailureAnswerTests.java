package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.UnprocessedWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.FailureAnswer;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of the answers where a listener fails before them.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnswerTests {

	private static final WebhookEvent EVENT = TestEvents.event("1");

	private static final WebhookEvent OTHER = TestEvents.event("2");

	private static final DispatchResult PROCESSED = new DispatchResult(true, null);

	private final WebhookDispatcher dispatcher = mock(WebhookDispatcher.class);

	private final SettableGates gates = new SettableGates();

	private final InlineProcessor processor = new InlineProcessor(this.dispatcher,
			new LocalDeduplication(100, Duration.ofHours(1), () -> 0), new ReturnValues(new JsonMapper()),
			new PausedListeners(this.gates, this.dispatcher, Clock.systemUTC()));

	@Test
	void theStatusOnTheClassOfTheExceptionIsTheAnswer() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new Unprocessable("secret detail"));
		WebhookResponse answer = process(FailureAnswer.ERROR, EVENT).answer();
		assertThat(answer.status()).isEqualTo(422);
		assertThat(text(answer)).contains("422").doesNotContain("secret detail").doesNotContain("told to nobody");
	}

	@Test
	void theStatusOfACauseIsTheAnswer() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException(new Unprocessable("why")));
		assertThat(process(FailureAnswer.ERROR, EVENT).answer().status()).isEqualTo(422);
	}

	@Test
	void theStatusOfAnErrorResponseIsTheAnswerWithoutItsReason() throws Exception {
		given(this.dispatcher.dispatch(EVENT))
			.willThrow(new ResponseStatusException(HttpStatus.CONFLICT, "secret detail"));
		WebhookResponse answer = process(FailureAnswer.ERROR, EVENT).answer();
		assertThat(answer.status()).isEqualTo(409);
		assertThat(text(answer)).doesNotContain("secret detail");
	}

	@Test
	void anErrorResponseMaySayWhenToTryAgain() throws Exception {
		ErrorResponseException busy = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE);
		busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "17");
		busy.getHeaders().set("X-Internal", "yes");
		given(this.dispatcher.dispatch(EVENT)).willThrow(busy);
		WebhookResponse answer = process(FailureAnswer.ERROR, EVENT).answer();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.headers().first("Retry-After")).isEqualTo("17");
		assertThat(answer.headers().first("X-Internal")).isNull();
	}

	@Test
	void aStatusThatHasNoNameIsTheAnswerToo() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new ResponseStatusException(HttpStatusCode.valueOf(499)));
		assertThat(process(FailureAnswer.ERROR, EVENT).answer().status()).isEqualTo(499);
	}

	@Test
	void anEventWhoseExceptionHasAStatusHasFailedAllTheSame() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new Unprocessable("why")).willReturn(PROCESSED);
		assertThat(process(FailureAnswer.ERROR, EVENT).kind()).isEqualTo(ReceiveOutcome.Kind.FAILED);
		assertThat(process(FailureAnswer.ERROR, EVENT).kind()).isEqualTo(ReceiveOutcome.Kind.PROCESSED);
	}

	@Test
	void anExceptionThatIsItsOwnCauseByADetourHasNoStatus() throws Exception {
		RuntimeException one = new IllegalStateException("one");
		one.initCause(new IllegalStateException("two", one));
		given(this.dispatcher.dispatch(EVENT)).willThrow(one);
		assertThat(process(FailureAnswer.ERROR, EVENT).answer().status()).isEqualTo(500);
	}

	@Test
	void anEventThatWasNotProcessedIsAnsweredAsTheListenerSays() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(notFound()).willReturn(PROCESSED);
		ReceiveOutcome outcome = process(FailureAnswer.ERROR, EVENT);
		assertThat(outcome.kind()).isEqualTo(ReceiveOutcome.Kind.FAILED);
		assertThat(outcome.answer().status()).isEqualTo(200);
		assertThat(outcome.answer().contentType()).isEqualTo("application/json");
		assertThat(text(outcome.answer())).isEqualTo("{\"code\":\"01\"}");
		assertThat(process(FailureAnswer.ERROR, EVENT).kind()).isEqualTo(ReceiveOutcome.Kind.PROCESSED);
	}

	@Test
	void anEventThatWasNotProcessedMayBeAnsweredByAnEntity() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException(
				new UnprocessedWebhookException("later", ResponseEntity.status(409).body("later"))));
		assertThat(process(FailureAnswer.ERROR, EVENT).answer().status()).isEqualTo(409);
	}

	@Test
	void anEventThatWasNotProcessedHasALineInTheLogAndNoStackTrace(CapturedOutput output) throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(notFound());
		process(FailureAnswer.ERROR, EVENT);
		assertThat(output).contains("WARN")
			.contains("A listener did not process " + EVENT + ": There is no such order. It is answered 200")
			.doesNotContain("\tat ");
	}

	@Test
	void whatIsSaidOfOneItemIsNotTheAnswerToABatch() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(notFound());
		given(this.dispatcher.dispatch(OTHER)).willReturn(PROCESSED);
		assertThat(process(FailureAnswer.ERROR, EVENT, OTHER).answer().status()).isEqualTo(500);
	}

	@Test
	void whatIsToBeSentAgainIsNotAcceptedWhateverElseIs(CapturedOutput output) throws Exception {
		given(this.dispatcher.dispatch(EVENT))
			.willThrow(new RetryLaterWebhookException("The bank is closed", Instant.EPOCH));
		assertThat(process(FailureAnswer.ACCEPT, EVENT).answer().status()).isEqualTo(500);
		assertThat(output).contains("so that the provider sends it again").doesNotContain("is lost");
	}

	@ParameterizedTest
	@CsvSource({ "502, 500", "503, 500", "409, 200" })
	void anItemThatAsksForAServerErrorIsSentAgainWithItsBatch(int asked, int answered) throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("not this one"));
		given(this.dispatcher.dispatch(OTHER)).willThrow(new ResponseStatusException(HttpStatusCode.valueOf(asked)));
		assertThat(process(FailureAnswer.ACCEPT, EVENT, OTHER).answer().status()).isEqualTo(answered);
		assertThat(process(FailureAnswer.ACCEPT, OTHER, EVENT).answer().status()).isEqualTo(answered);
	}

	@Test
	void theStatusOnTheClassThatTheExceptionExtendsIsTheAnswer() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new Unreadable());
		assertThat(process(FailureAnswer.ERROR, EVENT).answer().status()).isEqualTo(422);
	}

	private static UnprocessedWebhookException notFound() {
		return new UnprocessedWebhookException("There is no such order", Map.of("code", "01"));
	}

	@Test
	void theStatusOfOneItemIsNotTheAnswerToABatch() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new Unprocessable("why"));
		given(this.dispatcher.dispatch(OTHER)).willReturn(PROCESSED);
		assertThat(process(FailureAnswer.ERROR, EVENT, OTHER).answer().status()).isEqualTo(500);
	}

	@Test
	void whatFailedIsAcceptedWhereTheProviderWantsThatAndTheLogSaysThatItIsLost(CapturedOutput output)
			throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("why"));
		ReceiveOutcome outcome = process(FailureAnswer.ACCEPT, EVENT);
		assertThat(outcome.kind()).isEqualTo(ReceiveOutcome.Kind.FAILED);
		assertThat(outcome.answer().status()).isEqualTo(200);
		assertThat(text(outcome.answer())).isEqualTo("{\"status\":\"failed\",\"id\":\"1\"}");
		assertThat(output).contains("ERROR").contains("is lost, because 'on-failure' is 'accept'");
	}

	@Test
	void theLogSaysWhatWasThrownAndThatTheProviderSendsItAgain(CapturedOutput output) throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("out of stock"));
		process(FailureAnswer.ERROR, EVENT);
		assertThat(failureLine(output)).contains("java.lang.IllegalStateException: out of stock (at ")
			.contains("so that the provider sends it again")
			.contains("No @ExceptionHandler or @RestControllerAdvice sees this; a WebhookInterceptor sees");
		assertThat(output).containsOnlyOnce("\tat " + getClass().getName() + ".theLogSays");
	}

	@Test
	void theLogSaysThatTheExceptionHasAStatusOfItsOwn(CapturedOutput output) throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new Unprocessable("why"));
		process(FailureAnswer.ERROR, EVENT);
		assertThat(failureLine(output)).contains("It is answered 422, as the exception says.")
			.doesNotContain("sends it again");
	}

	@Test
	void theLogDoesNotSayOfWhatIsAcceptedThatItIsSentAgain(CapturedOutput output) throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("why"));
		process(FailureAnswer.ACCEPT, EVENT);
		assertThat(failureLine(output)).contains("IllegalStateException: why").doesNotContain("It is answered");
	}

	private static String failureLine(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("A listener failed")).findFirst().orElseThrow();
	}

	@Test
	void whoWaitsForTheListenerIsToldNothingOfAFailureThatIsAccepted() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("why"));
		ProcessingSettings awaited = new ProcessingSettings(null, null, List.of("method"), null, null,
				RetrySettings.DEFAULT, FailureAnswer.ACCEPT);
		assertThat(process(awaited, EVENT).answer()).isEqualTo(WebhookResponse.of(200));
	}

	@Test
	void whatAListenerCannotReadIsAcceptedToo() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new WebhookPayloadException("why", null));
		assertThat(process(FailureAnswer.ACCEPT, EVENT).answer().status()).isEqualTo(200);
	}

	@Test
	void aBatchOfWhichSomeFailedIsAccepted() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("why"));
		given(this.dispatcher.dispatch(OTHER)).willReturn(PROCESSED);
		assertThat(process(FailureAnswer.ACCEPT, EVENT, OTHER).answer().status()).isEqualTo(200);
	}

	@Test
	void aListenerMayAskForTheEventAgainWhereFailuresAreAccepted() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new ResponseStatusException(HttpStatus.BAD_GATEWAY));
		given(this.dispatcher.dispatch(OTHER))
			.willReturn(new DispatchResult(true, ResponseEntity.internalServerError().build()));
		assertThat(process(FailureAnswer.ACCEPT, EVENT).answer().status()).isEqualTo(502);
		assertThat(process(FailureAnswer.ACCEPT, OTHER).answer().status()).isEqualTo(500);
	}

	@Test
	void aListenerMayAskForAnItemOfABatchAgainWhereFailuresAreAccepted() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException("why"));
		given(this.dispatcher.dispatch(OTHER))
			.willReturn(new DispatchResult(true, ResponseEntity.internalServerError().build()));
		assertThat(process(FailureAnswer.ACCEPT, EVENT, OTHER).answer().status()).isEqualTo(500);
		assertThat(process(FailureAnswer.ACCEPT, OTHER, EVENT).answer().status()).isEqualTo(500);
	}

	@Test
	void aPauseIsNoFailureThatIsAccepted() {
		this.gates.closed = new Gate(new Destination(EVENT.provider(), Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null);
		assertThat(process(FailureAnswer.ACCEPT, EVENT).answer().status()).isEqualTo(503);
	}

	@Test
	void anEventThatIsBeingProcessedIsNotAccepted() throws Exception {
		int[] status = new int[1];
		given(this.dispatcher.dispatch(EVENT)).willAnswer((invocation) -> {
			status[0] = process(FailureAnswer.ACCEPT, EVENT).answer().status();
			return PROCESSED;
		});
		process(FailureAnswer.ACCEPT, EVENT);
		assertThat(status[0]).isEqualTo(503);
	}

	private ReceiveOutcome process(FailureAnswer onFailure, WebhookEvent... events) {
		return process(new ProcessingSettings(null, null, null, null, null, RetrySettings.DEFAULT, onFailure), events);
	}

	private ReceiveOutcome process(ProcessingSettings processing, WebhookEvent... events) {
		WebhookProvider provider = TestEvents.provider().processing(processing).build();
		return this.processor.process(provider, List.of(events), provider.parse(TestEvents.request("POST", "{}")));
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	static class Unreadable extends Unprocessable {

		private static final long serialVersionUID = 1L;

		Unreadable() {
			super("why");
		}

	}

	@ResponseStatus(code = HttpStatus.UNPROCESSABLE_CONTENT, reason = "told to nobody")
	static class Unprocessable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Unprocessable(String message) {
			super(message);
		}

	}

}
