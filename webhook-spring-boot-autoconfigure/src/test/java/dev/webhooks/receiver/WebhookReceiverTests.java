package dev.webhooks.receiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.Admission;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.provider.Handshake;
import dev.webhooks.provider.HandshakeStep;
import dev.webhooks.provider.ResponseTemplate;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.RefusalSettings;
import dev.webhooks.receiver.ReceiveOutcome.Kind;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.Template;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.VerifiedWebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link WebhookReceiver}.
 */
class WebhookReceiverTests {

	private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

	private static final SignatureScheme REFUSING = (request, secrets,
			now) -> new Verification.Refused(RejectionReason.SIGNATURE_MISMATCH, "why");

	private static final ResponseTemplate PONG = new ResponseTemplate(202, null, Map.of(), null);

	private final WebhookDispatcher dispatcher = mock(WebhookDispatcher.class);

	private final List<VerifiedRequestGuard> verifiedGuards = new ArrayList<>();

	private final Observer observer = new Observer();

	/** Whatever it does, the answers are the same. */
	private final ReceiveObserver broken = new Broken();

	@BeforeEach
	void dispatch() throws Exception {
		given(this.dispatcher.dispatch(any())).willReturn(new DispatchResult(true, null));
	}

	@Test
	void authenticRequestIsDispatched() throws Exception {
		assertThat(receive(TestEvents.provider().build(), TestEvents.request("POST", "{}"))).isEqualTo(200);
		then(this.dispatcher).should().dispatch(any());
	}

	@Test
	void requestThatIsNotAuthenticIsNotDispatched() throws Exception {
		assertThat(receive(TestEvents.provider(REFUSING).build(), TestEvents.request("POST", "{}"))).isEqualTo(401);
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void requestOfAProviderThatIsNotKnownIsNotFound() {
		assertThat(receiver(TestEvents.provider().build()).receive("other", TestEvents.request("POST", "{}")).status())
			.isEqualTo(404);
	}

	@Test
	void bodyThatIsKnownToBeTooLargeIsRefused() {
		Admission admission = new Admission(true, AddressRanges.parse(List.of()), List.of(), 2);
		WebhookProvider provider = TestEvents.provider().admission(admission).build();
		assertThat(receive(provider, TestEvents.request("POST", "[]"))).isEqualTo(200);
		assertThat(receive(provider, TestEvents.request("POST", "[] "))).isEqualTo(413);
	}

	@Test
	void bodyOfARequestThatAGuardRefusesIsNotRead() {
		List<Integer> reads = new ArrayList<>();
		WebhookProvider provider = TestEvents.provider().build();
		int status = receiver(provider, (guarded, head) -> {
			throw new WebhookRejectedException(RejectionReason.ADDRESS_NOT_ALLOWED, "why");
		}).receive(provider, TestEvents.request("POST", "").head(), (limit) -> {
			reads.add(limit);
			return new byte[0];
		}).status();
		assertThat(status).isEqualTo(403);
		assertThat(reads).isEmpty();
	}

	@Test
	void bodyThatCannotBeReadIsIncomplete() {
		WebhookProvider provider = TestEvents.provider().build();
		assertThat(receiver(provider).receive(provider, TestEvents.request("POST", "").head(), (limit) -> {
			throw new IOException();
		}).status()).isEqualTo(400);
	}

	@Test
	void theRefusalOfWhatIsNotAuthenticIsTheProviders() {
		WebhookProvider provider = TestEvents.provider(REFUSING)
			.refusal(new RefusalSettings(200, "application/json", "{\"RspCode\":\"97\"}"))
			.build();
		assertThat(receiver(provider).receive("acme", TestEvents.request("POST", "{}"))).isEqualTo(
				WebhookResponse.of(200, "application/json", "{\"RspCode\":\"97\"}".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aRefusalMayHaveNoBody() {
		WebhookProvider provider = TestEvents.provider(REFUSING).refusal(new RefusalSettings(null, null, "")).build();
		assertThat(receiver(provider).receive("acme", TestEvents.request("POST", "{}")))
			.isEqualTo(WebhookResponse.of(401));
	}

	@ParameterizedTest
	@EnumSource
	void everyOtherAnswerIsAsItIsWhateverTheRefusalSays(RejectionReason reason) {
		SignatureScheme scheme = (request, secrets, now) -> new Verification.Refused(reason, "why");
		WebhookProvider provider = TestEvents.provider(scheme)
			.refusal(new RefusalSettings(200, "text/plain", "OK"))
			.build();
		assertThat(receive(provider, TestEvents.request("POST", "{}")))
			.isEqualTo((reason.status() == 401 && reason != RejectionReason.NO_SECRET) ? 200 : reason.status());
	}

	@Test
	void malformedPayloadIsRefusedOnlyAfterItWasVerified() {
		WebhookRequest malformed = TestEvents.request("POST", "{", "Content-Type", "application/json");
		assertThat(receive(TestEvents.provider(REFUSING).build(), malformed)).isEqualTo(401);
		assertThat(receive(TestEvents.provider().build(), malformed)).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"encrypt\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}", "{\"encrypt\":\"AAAA\"}",
			"{\"encrypt\":7}", "{}", "[", "" })
	void whatCannotBeDecodedIsMalformedAndNobodyIsToldWhy(String body) throws Exception {
		WebhookProvider provider = WebhookProvider.named("acme")
			.secret("a secret of thirty-two bytes....")
			.with("signature.header", "X-Signature")
			.with("event.decoder", "aes-cbc")
			.with("event.payload", "body:/encrypt")
			.build();
		WebhookRequest signed = provider.signer()
			.orElseThrow()
			.sign(TestEvents.request("POST", body, "Content-Type", "application/json"), NOW);
		WebhookResponse answer = receiver(provider).receive("acme", signed);
		assertThat(answer).usingRecursiveComparison().isEqualTo(Answers.problem(RejectionReason.MALFORMED_PAYLOAD));
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void unsignedHandshakeIsAnsweredThoughItIsNotAuthentic() throws Exception {
		assertThat(receive(provider(REFUSING, "POST", false), TestEvents.request("POST", "{}", "X-Test", "1")))
			.isEqualTo(202);
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void signedHandshakeIsNotAnsweredIfItIsNotAuthentic() {
		assertThat(receive(provider(REFUSING, "POST", true), TestEvents.request("POST", "{}", "X-Test", "1")))
			.isEqualTo(401);
	}

	@Test
	void requestThatIsNoHandshakeGoesOnToBeVerified() {
		assertThat(receive(provider(REFUSING, "POST", false), TestEvents.request("POST", "{}"))).isEqualTo(401);
	}

	@Test
	void requestThatCannotBeReadAsAHandshakeGoesOnToBeVerified() {
		assertThat(receive(provider(REFUSING, "POST", false),
				TestEvents.request("POST", "{}", "X-Test", "1", "X-Test", "2")))
			.isEqualTo(401);
	}

	@Test
	void whetherARequestIsATestWithoutASignatureIsFoundOutWhenItIsNotAuthentic() {
		List<String> steps = new ArrayList<>();
		SignatureScheme scheme = (request, secrets, now) -> {
			steps.add("verified");
			return new Verification.Refused(RejectionReason.SIGNATURE_MISSING, "why");
		};
		HandshakeStep step = HandshakeStep.of(Template.parseLocator("key", "body:/test"),
				(value) -> steps.add("read " + value));
		WebhookProvider provider = TestEvents.provider(scheme)
			.handshakes(
					List.of(new Handshake("handshakes[0]", "POST", false, List.of("body:/test"), List.of(step), PONG)))
			.build();
		assertThat(receive(provider, TestEvents.request("POST", "{\"test\":1}"))).isEqualTo(202);
		assertThat(steps).containsExactly("verified", "read 1");
	}

	@Test
	void aTestWithASignatureThatItDoesNotNeedIsAnsweredToo() throws Exception {
		WebhookProvider provider = TestEvents.provider()
			.handshakes(
					List.of(new Handshake("handshakes[0]", "POST", false, List.of("header:X-Test"), List.of(), PONG)))
			.build();
		assertThat(receive(provider, TestEvents.request("POST", "{}", "X-Test", "1"))).isEqualTo(202);
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@ParameterizedTest
	@MethodSource("tooMuchForATest")
	void whatIsTooLargeOrTooDeepIsNoTestWithoutASignature(String body) {
		WebhookProvider provider = TestEvents.provider(REFUSING)
			.handshakes(List.of(new Handshake("handshakes[0]", "POST", false, List.of("body:/test"), List.of(), PONG)))
			.build();
		assertThat(receive(provider, TestEvents.request("POST", body, "Content-Type", "application/json")))
			.isEqualTo(401);
	}

	static List<String> tooMuchForATest() {
		return List.of("{\"test\":1,\"a\":\"" + "x".repeat(16 * 1024) + "\"}",
				"{\"test\":1,\"a\":" + "[".repeat(16) + "]".repeat(16) + "}");
	}

	@Test
	void ofATypeThatTheHeadTellsAndNobodyWantsTheBodyIsNotRead() throws Exception {
		WebhookProvider provider = TestEvents.provider()
			.events(EventLocators.of(DocumentReader.AUTO, List.of("header:X-Event"), List.of("body:/id"), List.of(),
					null))
			.acceptedTypes(List.of("push"))
			.build();
		assertThat(receive(provider, TestEvents.request("POST", "not JSON", "X-Event", "ping"))).isEqualTo(200);
		then(this.dispatcher).should(never()).dispatch(any());
		assertThat(this.observer.outcomes).singleElement()
			.satisfies((outcome) -> assertThat(outcome.counts()).containsExactly(Map.entry(Kind.IGNORED, 1)));
	}

	@Test
	void theListenersGetTheArrayThatWasReceived() throws Exception {
		WebhookRequest request = TestEvents.request("POST", "{}", "Content-Type", "application/json");
		List<byte[]> bytes = new ArrayList<>();
		given(this.dispatcher.dispatch(any())).willAnswer((call) -> {
			bytes.add(SharedBytes.bodyOf(call.getArgument(0)));
			bytes.add(SharedBytes.payloadOf(call.getArgument(0)));
			return new DispatchResult(true, null);
		});
		receive(TestEvents.provider().build(), request);
		assertThat(bytes).hasSize(2).allSatisfy((array) -> assertThat(array).isSameAs(request.body()));
	}

	@Test
	void otherMethodThatIsNoHandshakeIsRefused() throws Exception {
		WebhookProvider provider = TestEvents.provider()
			.handshakes(
					List.of(new Handshake("handshakes[0]", "GET", false, List.of("header:X-Test"), List.of(), PONG)))
			.build();
		assertThat(receive(provider, TestEvents.request("GET", "", "X-Test", "1"))).isEqualTo(202);
		assertThat(receive(provider, TestEvents.request("GET", ""))).isEqualTo(403);
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void signedHandshakeMayHaveAMethodOfItsOwn() throws Exception {
		WebhookRequest test = TestEvents.request("GET", "", "X-Test", "1");
		WebhookProvider provider = TestEvents.provider()
			.handshakes(List.of(new Handshake("handshakes[0]", "GET", true, List.of("header:X-Test"), List.of(), PONG)))
			.build();
		assertThat(receive(provider, test)).isEqualTo(202);
		assertThat(receive(provider(REFUSING, "GET", true), test)).isEqualTo(401);
		assertThat(receive(provider, TestEvents.request("GET", ""))).isEqualTo(403);
		then(this.dispatcher).should(never()).dispatch(any());
	}

	@Test
	void requestIsVerifiedByTheClock() {
		List<Instant> times = new ArrayList<>();
		SignatureScheme scheme = (request, secrets, now) -> {
			times.add(now);
			return new Verification.Verified(null);
		};
		receive(TestEvents.provider(scheme).build(), TestEvents.request("POST", "{}"));
		assertThat(times).containsExactly(NOW);
	}

	@Test
	void requestWhoseVerdictIsUnknownIsToBeSentAgain() {
		SignatureScheme scheme = (request, secrets, now) -> {
			throw new IllegalStateException();
		};
		assertThat(receive(TestEvents.provider(scheme).build(), TestEvents.request("POST", "{}"))).isEqualTo(503);
	}

	@Test
	void whatBecameOfARequestIsToldOnce() throws Exception {
		WebhookProvider provider = TestEvents.provider().acceptedTypes(List.of("*")).build();
		receive(provider, TestEvents.request("POST", "{}"));
		assertThat(this.observer.outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Kind.PROCESSED);
			assertThat(outcome.counts()).containsExactly(Map.entry(Kind.PROCESSED, 1));
			assertThat(outcome.eventIds()).hasSize(1);
			assertThat(outcome.reason()).isNull();
			assertThat(outcome.answer().status()).isEqualTo(200);
		});
		assertThat(this.observer.told).containsExactly("verified", "received");
	}

	@Test
	void whatNobodyWantsIsIgnored() throws Exception {
		given(this.dispatcher.dispatch(any())).willReturn(new DispatchResult(false, null));
		receive(TestEvents.provider().build(), TestEvents.request("POST", "{}"));
		assertThat(this.observer.outcomes).extracting(ReceiveOutcome::kind).containsExactly(Kind.IGNORED);
	}

	@Test
	void whatAListenerCouldNotProcessHasFailed() throws Exception {
		given(this.dispatcher.dispatch(any())).willThrow(new IllegalStateException());
		assertThat(receive(TestEvents.provider().build(), TestEvents.request("POST", "{}"))).isEqualTo(500);
		assertThat(this.observer.outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
			assertThat(outcome.reason()).isEqualTo(RejectionReason.LISTENER_FAILED);
			assertThat(outcome.eventIds()).hasSize(1);
		});
	}

	@Test
	void ofABatchItIsToldHowManyCameToWhat() throws Exception {
		given(this.dispatcher.dispatch(any())).willReturn(new DispatchResult(true, null))
			.willThrow(new IllegalStateException())
			.willReturn(new DispatchResult(false, null));
		WebhookProvider provider = TestEvents.provider()
			.events(EventLocators.of(DocumentReader.AUTO, List.of(), List.of("body:/id"), List.of(), "body:"))
			.build();
		assertThat(receive(provider,
				TestEvents.request("POST", "[{\"id\":1},{\"id\":2},{\"id\":3}]", "Content-Type", "application/json")))
			.isEqualTo(500);
		assertThat(this.observer.outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
			assertThat(outcome.counts()).containsOnly(Map.entry(Kind.PROCESSED, 1), Map.entry(Kind.FAILED, 1),
					Map.entry(Kind.IGNORED, 1));
			assertThat(outcome.eventIds()).containsExactly("1", "2", "3");
		});
	}

	@Test
	void aRefusalIsToldWithItsReason() {
		receive(TestEvents.provider(REFUSING).build(), TestEvents.request("POST", "{}"));
		assertThat(this.observer.outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
			assertThat(outcome.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
		});
		assertThat(this.observer.told).containsExactly("unverified", "received");
	}

	@Test
	void aFailureThatNobodyExpectsIsTold() {
		WebhookProvider provider = TestEvents.provider().build();
		int status = receiver(provider, (guarded, head) -> {
			throw new IllegalStateException();
		}).receive("acme", TestEvents.request("POST", "{}")).status();
		assertThat(status).isEqualTo(500);
		assertThat(this.observer.outcomes).extracting(ReceiveOutcome::kind, ReceiveOutcome::reason)
			.containsExactly(tuple(Kind.FAILED, RejectionReason.UNEXPECTED_FAILURE));
	}

	@Test
	void aHandshakeIsTold() {
		receive(provider(REFUSING, "POST", false), TestEvents.request("POST", "{}", "X-Test", "1"));
		assertThat(this.observer.outcomes).extracting(ReceiveOutcome::kind).containsExactly(Kind.HANDSHAKE);
	}

	@Test
	void aVerifiedRequestMayBeRefused() throws Exception {
		this.verifiedGuards.add((provider, verified) -> {
			throw new WebhookRejectedException(RejectionReason.RATE_LIMITED, "why");
		});
		assertThat(receive(TestEvents.provider().build(), TestEvents.request("POST", "{}"))).isEqualTo(429);
		then(this.dispatcher).should(never()).dispatch(any());
		assertThat(this.observer.told).containsExactly("verified", "received");
	}

	private static WebhookProvider provider(SignatureScheme scheme, String method, boolean signed) {
		return TestEvents.provider(scheme)
			.handshakes(
					List.of(new Handshake("handshakes[0]", method, signed, List.of("header:X-Test"), List.of(), PONG)))
			.build();
	}

	private int receive(WebhookProvider provider, WebhookRequest request) {
		return receiver(provider).receive("acme", request).status();
	}

	private WebhookReceiver receiver(WebhookProvider provider, WebhookGuard... guards) {
		InlineProcessor inline = new InlineProcessor(this.dispatcher,
				new LocalDeduplication(100, Duration.ofHours(1), () -> 0), new ReturnValues(new JsonMapper()),
				new PausedListeners(null, this.dispatcher, Clock.systemUTC()));
		return new WebhookReceiver(new WebhookProviders(List.of(provider)),
				new RequestGuards(List.of(guards), this.verifiedGuards), List.of(this.broken, this.observer), inline,
				null, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static final class Observer implements ReceiveObserver {

		final List<String> told = new ArrayList<>();

		final List<ReceiveOutcome> outcomes = new ArrayList<>();

		@Override
		public void verified(WebhookProvider provider, VerifiedWebhookRequest verified) {
			this.told.add("verified");
		}

		@Override
		public void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
			this.told.add("unverified");
		}

		@Override
		public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
			this.told.add("received");
			this.outcomes.add(outcome);
		}

	}

	private static final class Broken implements ReceiveObserver {

		@Override
		public void verified(WebhookProvider provider, VerifiedWebhookRequest verified) {
			throw new WebhookRejectedException(RejectionReason.RATE_LIMITED, "for the test");
		}

		@Override
		public void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
			throw new IllegalStateException();
		}

		@Override
		public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
			throw new StackOverflowError();
		}

	}

}
