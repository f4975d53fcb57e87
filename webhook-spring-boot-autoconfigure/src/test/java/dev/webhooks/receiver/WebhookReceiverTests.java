package dev.webhooks.receiver;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.Admission;
import dev.webhooks.provider.AddressRanges;
import dev.webhooks.provider.Handshake;
import dev.webhooks.provider.ResponseTemplate;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;
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
	void malformedPayloadIsRefusedOnlyAfterItWasVerified() {
		WebhookRequest malformed = TestEvents.request("POST", "{", "Content-Type", "application/json");
		assertThat(receive(TestEvents.provider(REFUSING).build(), malformed)).isEqualTo(401);
		assertThat(receive(TestEvents.provider().build(), malformed)).isEqualTo(400);
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
				new EventDeduplication(100, Duration.ofHours(1), () -> 0), new ReturnValues(new JsonMapper()));
		return new WebhookReceiver(new WebhookProviders(List.of(provider)), List.of(guards), inline,
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

}
