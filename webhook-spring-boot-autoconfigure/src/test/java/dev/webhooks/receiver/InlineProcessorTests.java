package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.ResponseTemplate;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RetrySettings;
import dev.webhooks.request.Template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link InlineProcessor}.
 */
class InlineProcessorTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final WebhookEvent EVENT = TestEvents.event("1");

	private static final WebhookEvent OTHER = TestEvents.event("2");

	private static final WebhookEvent THIRD = TestEvents.event("3");

	private static final DispatchResult PROCESSED = new DispatchResult(true, null);

	private final WebhookDispatcher dispatcher = mock(WebhookDispatcher.class);

	private final SettableGates gates = new SettableGates();

	private final InlineProcessor processor = new InlineProcessor(this.dispatcher,
			new LocalDeduplication(100, Duration.ofHours(1), () -> 0), new ReturnValues(new JsonMapper()),
			new PausedListeners(this.gates, this.dispatcher, Clock.fixed(NOW, ZoneOffset.UTC)));

	@Test
	void processedEventIsAnsweredWithItsId() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		assertThat(text(process(EVENT))).isEqualTo("{\"status\":\"processed\",\"id\":\"1\"}");
	}

	@Test
	void eventThatWasProcessedIsADuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		process(EVENT);
		assertThat(text(process(EVENT))).isEqualTo("{\"status\":\"duplicate\",\"id\":\"1\"}");
		then(this.dispatcher).should(times(1)).dispatch(EVENT);
	}

	@Test
	void eventWithoutListenerIsIgnoredAndNotRemembered() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(new DispatchResult(false, null), PROCESSED);
		assertThat(text(process(EVENT))).isEqualTo("{\"status\":\"ignored\"}");
		assertThat(text(process(EVENT))).contains("processed");
	}

	@Test
	void eventOfATypeThatIsNotWantedIsNotDispatched() throws Exception {
		WebhookProvider provider = TestEvents.provider().acceptedTypes(List.of("other.*")).build();
		assertThat(text(process(provider, EVENT))).isEqualTo("{\"status\":\"ignored\"}");
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void eventWhoseListenerFailedIsNoDuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException()).willReturn(PROCESSED);
		assertThat(reject(EVENT).reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
		assertThat(text(process(EVENT))).contains("processed");
	}

	@Test
	void eventWhoseListenerRanOutOfMemoryIsNoDuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new OutOfMemoryError()).willReturn(PROCESSED);
		assertThat(reject(EVENT).reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
		assertThat(text(process(EVENT))).contains("processed");
	}

	@Test
	void eventThatAListenerCannotReadIsMalformed() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new WebhookPayloadException("why", null));
		assertThat(reject(EVENT).reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD);
	}

	@Test
	void eventThatIsBeingProcessedIsToBeSentAgain() throws Exception {
		List<WebhookRejectedException> meanwhile = new ArrayList<>();
		given(this.dispatcher.dispatch(EVENT)).willAnswer((invocation) -> {
			meanwhile.add(reject(EVENT));
			return PROCESSED;
		});
		process(EVENT);
		assertThat(meanwhile).singleElement().satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(RejectionReason.IN_PROGRESS);
			assertThat(ex.retryAfter()).isPositive();
		});
	}

	@Test
	void whatAListenerReturnsIsTheAnswer() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(new DispatchResult(true, "hello"));
		assertThat(text(process(EVENT))).isEqualTo("hello");
	}

	@Test
	void eventForWhichAServerErrorIsReturnedIsNoDuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(new DispatchResult(true, ResponseEntity.status(503).build()),
				PROCESSED);
		assertThat(process(EVENT).status()).isEqualTo(503);
		assertThat(text(process(EVENT))).contains("processed");
	}

	@Test
	void batchWithAnEventForWhichAServerErrorIsReturnedHasFailed() throws Exception {
		WebhookEvent other = TestEvents.event("2");
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		given(this.dispatcher.dispatch(other)).willReturn(new DispatchResult(true, ResponseEntity.status(503).build()),
				PROCESSED);
		assertThat(reject(EVENT, other).reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
		assertThat(text(process(EVENT, other))).contains("processed");
		then(this.dispatcher).should(times(1)).dispatch(EVENT);
	}

	@Test
	void eventForWhichAClientErrorIsReturnedIsADuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT))
			.willReturn(new DispatchResult(true, ResponseEntity.badRequest().build()));
		assertThat(process(EVENT).status()).isEqualTo(400);
		assertThat(text(process(EVENT))).contains("duplicate");
	}

	@Test
	void eventWhoseAnswerCannotBeWrittenIsNoDuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(new DispatchResult(true, new Unwritable()), PROCESSED);
		assertThat(reject(EVENT).reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
		assertThat(text(process(EVENT))).contains("processed");
	}

	@Test
	void batchIsAnsweredWithAllIds() throws Exception {
		given(this.dispatcher.dispatch(any())).willReturn(PROCESSED);
		assertThat(text(process(EVENT, OTHER))).isEqualTo("{\"status\":\"processed\",\"ids\":[\"1\",\"2\"]}");
	}

	@Test
	void emptyBatchIsIgnored() {
		assertThat(text(process())).isEqualTo("{\"status\":\"ignored\"}");
	}

	@Test
	void whatAListenerReturnsForAnItemOfABatchIsNoAnswer() throws Exception {
		given(this.dispatcher.dispatch(any())).willReturn(new DispatchResult(true, new Unwritable()));
		assertThat(text(process(EVENT, OTHER))).contains("processed");
	}

	@Test
	void otherItemsOfABatchAreProcessedThoughOneFails() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new IllegalStateException()).willReturn(PROCESSED);
		given(this.dispatcher.dispatch(OTHER)).willReturn(PROCESSED);
		assertThat(reject(EVENT, OTHER).reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
		assertThat(text(process(EVENT, OTHER))).contains("processed");
		then(this.dispatcher).should(times(1)).dispatch(OTHER);
	}

	@Test
	void batchThatHasToBeSentAgainIsNoMalformedOne() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willThrow(new WebhookPayloadException("why", null));
		given(this.dispatcher.dispatch(OTHER)).willThrow(new IllegalStateException());
		given(this.dispatcher.dispatch(THIRD)).willThrow(new WebhookPayloadException("why", null));
		assertThat(reject(EVENT, OTHER, THIRD).reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
	}

	@Test
	void providerMayWantAnAnswerOfItsOwn() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		WebhookProvider provider = TestEvents.provider()
			.response(new ResponseTemplate(204, null, Map.of(), null))
			.build();
		assertThat(process(provider, EVENT)).isEqualTo(WebhookResponse.of(204));
	}

	@Test
	void requestThatTheAnswerCannotBeMadeForIsRefusedBeforeItIsProcessed() throws Exception {
		WebhookProvider provider = TestEvents.provider()
			.response(new ResponseTemplate(200, null, Map.of(), Template.parse("response.body", "{header:X-Twice}")))
			.build();
		assertThat(
				catchThrowableOfType(WebhookRejectedException.class,
						() -> this.processor.process(provider, List.of(EVENT),
								provider.parse(TestEvents.request("POST", "{}", "X-Twice", "a", "X-Twice", "b")))))
			.isNotNull();
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void whoWaitsForTheListenerGetsNothingButWhatItReturns() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		WebhookProvider provider = TestEvents.provider()
			.processing(new ProcessingSettings(null, null, List.of("method"), null, null, RetrySettings.DEFAULT, null))
			.build();
		assertThat(process(provider, EVENT)).isEqualTo(WebhookResponse.of(200));
	}

	private WebhookRejectedException reject(WebhookEvent... events) {
		WebhookProvider provider = TestEvents.provider().build();
		return Objects.requireNonNull(outcome(provider, events).rejection());
	}

	private WebhookResponse process(WebhookEvent... events) {
		return process(TestEvents.provider().build(), events);
	}

	private WebhookResponse process(WebhookProvider provider, WebhookEvent... events) {
		return outcome(provider, events).answer();
	}

	private ReceiveOutcome outcome(WebhookProvider provider, WebhookEvent... events) {
		return this.processor.process(provider, List.of(events), provider.parse(TestEvents.request("POST", "{}")));
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	static class Unwritable {

		public @Nullable String getName() {
			throw new IllegalStateException();
		}

	}

	@Test
	void anEventWhoseProviderIsPausedIsToBeSentAgain() throws Exception {
		given(this.dispatcher.listenersFor(EVENT)).willReturn(List.of());
		this.gates.closed = new Gate(new Destination(EVENT.provider(), Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null);
		WebhookRejectedException rejection = reject(EVENT);
		assertThat(rejection.reason()).isEqualTo(RejectionReason.PAUSED);
		assertThat(rejection.retryAfter()).isEqualTo(Duration.ofMinutes(1));
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void aPauseThatEndsSoonSaysWhen() {
		this.gates.closed = new Gate(new Destination(EVENT.provider(), Gate.ALL_TARGETS), NOW.plusSeconds(7), null);
		assertThat(reject(EVENT).retryAfter()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void anEventThatWasRefusedWhileItsProviderWasPausedIsNoDuplicate() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		this.gates.closed = new Gate(new Destination(EVENT.provider(), Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null);
		reject(EVENT);
		this.gates.closed = null;
		assertThat(text(process(EVENT))).contains("processed");
	}

	@Test
	void aPauseOfAnotherProviderIsNotLookedInto() throws Exception {
		given(this.dispatcher.dispatch(EVENT)).willReturn(PROCESSED);
		this.gates.closed = new Gate(new Destination("other", Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null);
		assertThat(text(process(EVENT))).contains("processed");
		then(this.dispatcher).should(never()).listenersFor(any());
	}

}
