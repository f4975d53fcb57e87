package dev.webhooks.signature.callback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.RecipeSchemes;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;
import dev.webhooks.signature.Verification.Verified;
import dev.webhooks.signature.diagnosis.RefusalDiagnosis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackScheme}.
 */
class CallbackSchemeTests {

	private static final Secret OURS = Secret.of("S8XGHLYDW9T3S", SecretEncoding.TEXT, null, "testbox");

	private static final String FORM = "mc_gross=19.95&txn_id=61E67681CH3238416&receiver_id=S8XGHLYDW9T3S";

	private static final String CLIENT = "203.0.113.7";

	private static final CallbackSettings WHOLE_TEXT = new CallbackSettings("https://ipnpb.example.com/webscr", null,
			"cmd=_notify-validate&{body}", null, null, List.of("VERIFIED"), List.of("INVALID"), null, null, null, null,
			null);

	private static final CallbackSettings DOCUMENT = new CallbackSettings("https://shop.example.com/validate",
			"val_id={form:val_id}&store_id={key-id}&store_passwd={secret}", null, null, "/status",
			List.of("VALID", "VALIDATED"), List.of("INVALID_TRANSACTION"), List.of("/amount=form:amount"), null, null,
			null, null);

	private final Provider provider = new Provider();

	private long nanos;

	@Test
	void aVerdictThatVerifiesMakesTheRequestAuthentic() {
		this.provider.answer = "VERIFIED";
		assertThat(verify(WHOLE_TEXT, FORM)).isEqualTo(new Verified(OURS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "VERIFIED\n", "VERIFIED\r\n", " VERIFIED" })
	void whiteSpaceAroundTheVerdictIsNoPartOfIt(String answer) {
		this.provider.answer = answer;
		assertThat(verify(WHOLE_TEXT, FORM)).isInstanceOf(Verified.class);
	}

	@Test
	void aVerdictThatRefusesMakesTheRequestAForgery() {
		this.provider.answer = "INVALID";
		assertThat(reasonOf(verify(WHOLE_TEXT, FORM))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "verified", "VERIFIED INVALID", "<html>VERIFIED</html>", "UNKNOWN" })
	void anyOtherAnswerLeavesOpenWhatTheRequestIs(String answer) {
		this.provider.answer = answer;
		assertThat(reasonOf(verify(WHOLE_TEXT, FORM))).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
	}

	@Test
	void aProviderThatCannotBeReachedLeavesOpenWhatTheRequestIs() {
		this.provider.failure = new IOException("unreachable");
		assertThat(reasonOf(verify(WHOLE_TEXT, FORM))).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
	}

	@Test
	void aClientThatFailsLeavesOpenWhatTheRequestIs() {
		this.provider.failure = new IllegalStateException("no proxy");
		assertThat(reasonOf(verify(WHOLE_TEXT, FORM))).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
	}

	@Test
	void theBodyIsSentBackByteForByte() {
		byte[] body = concat(FORM + "&first_name=Jos", new byte[] { (byte) 0xE9, 0, (byte) 0xFF }, "&custom=%E9+%20");
		verify(scheme("token", WHOLE_TEXT), request(body, CLIENT), OURS);
		assertThat(this.provider.asked.get(0).body()).isEqualTo(concat("cmd=_notify-validate&", body, ""));
		assertThat(this.provider.asked.get(0).contentType()).isEqualTo("application/x-www-form-urlencoded");
	}

	@Test
	void aLargeBodyIsSentBackAsAWhole() {
		byte[] body = concat(FORM + "&custom=", new byte[1024 * 1024], "");
		verify(scheme("token", WHOLE_TEXT), request(body, CLIENT), OURS);
		assertThat(this.provider.asked.get(0).body()).hasSize(body.length + "cmd=_notify-validate&".length());
	}

	@Test
	void whatNamesAnotherReceiverIsRefusedWithoutAsking() {
		assertThat(reasonOf(verify(WHOLE_TEXT, FORM.replace("S8XGHLYDW9T3S", "STRANGER"))))
			.isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.provider.asked).isEmpty();
	}

	@Test
	void whatNamesNoReceiverIsRefusedWithoutAsking() {
		assertThat(reasonOf(verify(WHOLE_TEXT, "mc_gross=19.95"))).isEqualTo(RejectionReason.SIGNATURE_MISSING);
		assertThat(this.provider.asked).isEmpty();
	}

	@Test
	void ofSeveralReceiversOneIsEnough() {
		this.provider.answer = "VERIFIED";
		Verification verification = scheme("token", WHOLE_TEXT).verify(request(FORM),
				List.of(Secret.of("another"), OURS), Instant.EPOCH);
		assertThat(verification).isEqualTo(new Verified(OURS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "VALID", "VALIDATED" })
	void aVerdictInADocumentVerifies(String status) {
		this.provider.answer = "{\"status\":\"" + status + "\",\"amount\":\"1150.00\"}";
		assertThat(verify(DOCUMENT, payment("1150.00"))).isInstanceOf(Verified.class);
	}

	@Test
	void aVerdictInADocumentRefuses() {
		this.provider.answer = "{\"status\":\"INVALID_TRANSACTION\"}";
		assertThat(reasonOf(verify(DOCUMENT, payment("1150.00")))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "VALID", "{\"status\":\"VALID\"", "{}", "{\"status\":null,\"amount\":\"1150.00\"}",
			"{\"status\":[\"VALID\"],\"amount\":\"1150.00\"}", "{\"status\":\"VALID\"}" })
	void aDocumentWithoutVerdictOrWhatIsComparedLeavesOpenWhatTheRequestIs(String answer) {
		this.provider.answer = answer;
		assertThat(reasonOf(verify(DOCUMENT, payment("1150.00")))).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1150.00", "1150.0", "1150" })
	void anAmountIsTheSameHoweverItIsWritten(String amount) {
		this.provider.answer = "{\"status\":\"VALID\",\"amount\":1150.00}";
		assertThat(verify(DOCUMENT, payment(amount))).isInstanceOf(Verified.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "11500.00", "01150.00", "1.15e3", "1150.01", "", "-1150.00" })
	void whatTheProviderConfirmsOfAnotherPaymentIsRefused(String amount) {
		this.provider.answer = "{\"status\":\"VALID\",\"amount\":\"1150.00\"}";
		assertThat(reasonOf(verify(DOCUMENT, payment(amount)))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void whatIsToBeComparedHasToBeThereBeforeTheProviderIsAsked() {
		assertThat(reasonOf(verify(DOCUMENT, "receiver_id=S8XGHLYDW9T3S&val_id=1")))
			.isEqualTo(RejectionReason.SIGNATURE_MISSING);
		assertThat(this.provider.asked).isEmpty();
	}

	@Test
	void whatIsAskedAboutHasToBeThere() {
		assertThat(reasonOf(verify(DOCUMENT, "receiver_id=S8XGHLYDW9T3S&amount=1")))
			.isEqualTo(RejectionReason.SIGNATURE_MISSING);
		assertThat(this.provider.asked).isEmpty();
	}

	@Test
	void whatIsAskedAboutMayNotBeTooLong() {
		assertThat(reasonOf(verify(DOCUMENT, payment("1") + "&val_id2=" + "x".repeat(10))))
			.isNotEqualTo(RejectionReason.SIGNATURE_MALFORMED);
		assertThat(reasonOf(verify(DOCUMENT, "receiver_id=S8XGHLYDW9T3S&amount=1&val_id=" + "x".repeat(2049))))
			.isEqualTo(RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void whatIsAskedAboutMayNotComeTwice() {
		assertThat(reasonOf(verify(DOCUMENT, payment("1") + "&val_id=2")))
			.isEqualTo(RejectionReason.SIGNATURE_MALFORMED);
		assertThat(this.provider.asked).isEmpty();
	}

	@Test
	void valuesCannotChangeTheQuestion() {
		verify(scheme("token", DOCUMENT), request("receiver_id=S8XGHLYDW9T3S&amount=1&val_id=1%26v%3D2%23%2F..%40"),
				Secret.of("S8XGHLYDW9T3S", SecretEncoding.TEXT, null, "test box"));
		assertThat(this.provider.asked.get(0).uri())
			.hasToString("https://shop.example.com/validate?val_id=1%26v%3D2%23%2F..%40"
					+ "&store_id=test%20box&store_passwd=S8XGHLYDW9T3S");
	}

	@Test
	void valuesInADocumentAreEscaped() {
		CallbackSettings settings = new CallbackSettings("https://shop.example.com/validate", null,
				"{\"id\":\"{form:val_id}\"}", "application/json", null, List.of("VERIFIED"), null, null, null, null,
				null, null);
		verify(settings, "receiver_id=S8XGHLYDW9T3S&val_id=%22%2C%22a%22%3A%22");
		assertThat(this.provider.asked.get(0).body()).asString().isEqualTo("{\"id\":\"\\\",\\\"a\\\":\\\"\"}");
	}

	@Test
	void whatIsExemptIsVerifiedByTheSchemeAlone() {
		CallbackSettings settings = new CallbackSettings(DOCUMENT.url(), DOCUMENT.query(), null, null, "/status",
				DOCUMENT.verified(), null, null, List.of("form:status=FAILED", "form:status=CANCELLED"), null, null,
				null);
		assertThat(verify(settings, "receiver_id=S8XGHLYDW9T3S&status=FAILED")).isInstanceOf(Verified.class);
		assertThat(this.provider.asked).isEmpty();
		assertThat(reasonOf(verify(settings, "receiver_id=STRANGER&status=FAILED")))
			.isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
		verify(settings, "receiver_id=S8XGHLYDW9T3S&val_id=1&status=VALID");
		assertThat(this.provider.asked).hasSize(1);
	}

	@Test
	void withoutAnotherSchemeTheProviderAloneDecides() {
		this.provider.answer = "VERIFIED";
		SignatureScheme scheme = scheme("none", WHOLE_TEXT);
		assertThat(scheme.needsSecret()).isFalse();
		assertThat(scheme.verify(request(FORM), List.of(), Instant.EPOCH)).isEqualTo(new Verified(null));
		this.provider.answer = "INVALID";
		assertThat(reasonOf(scheme.verify(request(FORM + "&a=b"), List.of(), Instant.EPOCH)))
			.isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void configuredValuesAreFilledIn() {
		CallbackSettings settings = new CallbackSettings("https://shop.example.com/validate",
				"id={form:val_id}&key={value:api-key}", null, null, null, List.of("VERIFIED"), null, null, null, null,
				null, null);
		verify(settings, payment("1"));
		assertThat(this.provider.asked.get(0).uri().getRawQuery()).isEqualTo("id=0&key=a%20key");
	}

	@Test
	void theSameForgeryIsAskedAboutOnceInHalfAMinute() {
		this.provider.answer = "INVALID";
		SignatureScheme scheme = scheme("token", WHOLE_TEXT);
		for (int i = 0; i < 100; i++) {
			assertThat(reasonOf(verify(scheme, request(FORM), OURS))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
		}
		assertThat(this.provider.asked).hasSize(1);
		pass(Duration.ofSeconds(31));
		verify(scheme, request(FORM), OURS);
		assertThat(this.provider.asked).hasSize(2);
	}

	@Test
	void aForgeryThatNamesAGenuinePaymentKeepsItsGenuineRequestNotOut() {
		this.provider.answer = "{\"status\":\"VALID\",\"amount\":\"1150.00\"}";
		SignatureScheme scheme = scheme("token", DOCUMENT);
		assertThat(reasonOf(verify(scheme, request(payment("9999.00")), OURS)))
			.isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
		assertThat(verify(scheme, request(payment("1150.00")), OURS)).isInstanceOf(Verified.class);
	}

	@Test
	void whatCouldNotBeFoundOutIsAskedAgainAtOnce() {
		SignatureScheme scheme = scheme("token", WHOLE_TEXT);
		this.provider.failure = new IOException("unreachable");
		verify(scheme, request(FORM), OURS);
		this.provider.failure = null;
		this.provider.answer = "VERIFIED";
		assertThat(verify(scheme, request(FORM), OURS)).isInstanceOf(Verified.class);
	}

	@Test
	void forgeriesOfOneNetworkCauseFewCallsAndKeepNoGenuineRequestOut() {
		SignatureScheme scheme = scheme("token", WHOLE_TEXT);
		this.provider.answer = "INVALID";
		for (int i = 0; i < 1000; i++) {
			Verification verification = verify(scheme, request(FORM + "&n=" + i, "198.51.100." + (i % 256)), OURS);
			assertThat(reasonOf(verification))
				.isEqualTo((i < 50) ? RejectionReason.SIGNATURE_MISMATCH : RejectionReason.TOO_MANY_CALLBACKS);
		}
		assertThat(this.provider.asked).hasSize(50);
		this.provider.answer = "VERIFIED";
		assertThat(verify(scheme, request(FORM), OURS)).isInstanceOf(Verified.class);
	}

	@Test
	void forgeriesOfManyNetworksKeepNoSenderOutThatWasVerifiedLately() {
		SignatureScheme scheme = scheme("token", WHOLE_TEXT);
		this.provider.answer = "VERIFIED";
		verify(scheme, request(FORM), OURS);
		this.provider.answer = "INVALID";
		for (int i = 0; i < 2000; i++) {
			verify(scheme, request(FORM + "&n=" + i, "198." + (i / 256) + "." + (i % 256) + ".1"), OURS);
		}
		assertThat(this.provider.asked).hasSizeLessThanOrEqualTo(451);
		this.provider.answer = "VERIFIED";
		assertThat(verify(scheme, request(FORM + "&next=1"), OURS)).isInstanceOf(Verified.class);
	}

	@Test
	void theLimitOfCallsIsConfigured() {
		CallbackSettings settings = limited(2, null);
		SignatureScheme scheme = scheme("token", settings);
		this.provider.answer = "VERIFIED";
		verify(scheme, request(FORM), OURS);
		verify(scheme, request(FORM), OURS);
		assertThat(reasonOf(verify(scheme, request(FORM), OURS))).isEqualTo(RejectionReason.TOO_MANY_CALLBACKS);
		pass(Duration.ofMinutes(1));
		assertThat(verify(scheme, request(FORM), OURS)).isInstanceOf(Verified.class);
	}

	@Test
	void noMoreAnswersAreAwaitedAtOnceThanAllowed() throws Exception {
		SignatureScheme scheme = scheme("token", limited(null, 1));
		this.provider.answer = "VERIFIED";
		this.provider.held = new CountDownLatch(1);
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<Verification> first = threads.submit(() -> verify(scheme, request(FORM), OURS));
			this.provider.entered.await();
			assertThat(reasonOf(verify(scheme, request(FORM), OURS))).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
			this.provider.held.countDown();
			assertThat(first.get()).isInstanceOf(Verified.class);
			assertThat(verify(scheme, request(FORM), OURS)).isInstanceOf(Verified.class);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aCallThatFailsMakesRoomForTheNext() {
		SignatureScheme scheme = scheme("token", limited(null, 1));
		this.provider.failure = new IOException("unreachable");
		verify(scheme, request(FORM), OURS);
		this.provider.failure = null;
		this.provider.answer = "VERIFIED";
		assertThat(verify(scheme, request(FORM), OURS)).isInstanceOf(Verified.class);
	}

	@Test
	void whatTheClientThrowsShowsNoSecret() {
		this.provider.failing = (request) -> new IllegalStateException("I/O error",
				new IOException("GET " + request.uri() + " failed"));
		Undetermined undetermined = (Undetermined) verify(scheme("token", DOCUMENT), request(payment("1")), OURS);
		assertThat(undetermined.detail()).doesNotContain(OURS.text()).endsWith(": java.io.IOException");
		assertThat(undetermined.cause()).isNull();
	}

	@Test
	void whatTheClientThrowsShowsNoBodyThatIsSent() {
		this.provider.failing = (request) -> new IOException(new String(request.body(), StandardCharsets.UTF_8));
		Undetermined undetermined = (Undetermined) verify(scheme("token", WHOLE_TEXT), request(FORM), OURS);
		assertThat(undetermined.detail()).doesNotContain(OURS.text());
		assertThat(undetermined.cause()).isNull();
	}

	@Test
	void whatIsItsOwnCauseIsNotFollowedForEver() {
		IOException first = new IOException("first");
		first.initCause(new IOException("second", first));
		this.provider.failure = first;
		assertThat(((Undetermined) verify(scheme("token", WHOLE_TEXT), request(FORM), OURS)).cause()).isNull();
	}

	@Test
	void whatTheClientThrowsIsPassedOnWhereItShowsNothing() {
		this.provider.failure = new IOException("shop.example.com answered 502");
		Undetermined undetermined = (Undetermined) verify(scheme("token", DOCUMENT), request(payment("1")), OURS);
		assertThat(undetermined.detail())
			.isEqualTo("The provider could not be asked: shop.example.com answered 502 (java.io.IOException)");
		assertThat(undetermined.cause()).isNotNull();
	}

	@Test
	void theQuestionShowsNoSecret() {
		verify(DOCUMENT, payment("1"));
		assertThat(this.provider.asked.get(0)).hasToString("GET https://shop.example.com/validate");
	}

	@Test
	void itSignsAsTheSchemeDoesAndHasTheProviderStillAsked() {
		SignatureScheme scheme = scheme("token", WHOLE_TEXT);
		WebhookRequest signed = scheme.signer(OURS).orElseThrow().sign(request("txn_id=1"), Instant.EPOCH);
		assertThat(signed.body()).asString().isEqualTo("txn_id=1&receiver_id=S8XGHLYDW9T3S");
		this.provider.answer = "INVALID";
		assertThat(reasonOf(verify(scheme, signed, OURS))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void aDiagnosisAsksNobody() {
		this.provider.answer = "INVALID";
		RequestVerifier verifier = new RequestVerifier(scheme("token", WHOLE_TEXT), List.of(OURS));
		verify(verifier.scheme(), request(FORM), OURS);
		assertThat(new RefusalDiagnosis(verifier, (headers) -> null).explain(request(FORM), Instant.EPOCH))
			.contains("The provider does not confirm the request")
			.contains("'signature.callback.url'");
		String padded = FORM.replace("S8XGHLYDW9T3S", "S8XGHLYDW9T3S+");
		assertThat(new RefusalDiagnosis(verifier, (headers) -> null).explain(request(padded), Instant.EPOCH))
			.isNotNull();
		assertThat(this.provider.asked).hasSize(1);
	}

	private CallbackSettings limited(Integer callsPerMinute, Integer concurrency) {
		return new CallbackSettings(WHOLE_TEXT.url(), null, WHOLE_TEXT.body(), null, null, WHOLE_TEXT.verified(),
				WHOLE_TEXT.refused(), null, null, null, callsPerMinute, concurrency);
	}

	private SignatureScheme scheme(String first, CallbackSettings settings) {
		SignatureRecipe recipe = SignatureRecipe.builder()
			.locations(List.of("form:receiver_id"))
			.values(new ConfiguredValues(Map.of("api-key", "a key")))
			.build();
		return CallbackScheme.of(RecipeSchemes.BY_NAME.get(first).create(recipe), recipe, settings, this.provider,
				() -> this.nanos);
	}

	private Verification verify(CallbackSettings settings, String form) {
		return verify(scheme("token", settings), request(form), OURS);
	}

	private static Verification verify(SignatureScheme scheme, WebhookRequest request, Secret secret) {
		return scheme.verify(request, List.of(secret), Instant.EPOCH);
	}

	private static RejectionReason reasonOf(Verification verification) {
		if (verification instanceof Undetermined undetermined) {
			return undetermined.reason();
		}
		return (verification instanceof Refused refused) ? refused.reason() : null;
	}

	private static String payment(String amount) {
		return "receiver_id=S8XGHLYDW9T3S&val_id=0&amount=" + amount;
	}

	private void pass(Duration time) {
		this.nanos += time.toNanos();
	}

	private static WebhookRequest request(String form) {
		return request(form, CLIENT);
	}

	private static WebhookRequest request(String form, String client) {
		return request(form.getBytes(StandardCharsets.UTF_8), client);
	}

	private static WebhookRequest request(byte[] body, String client) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.from(client, true)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.build(), body);
	}

	private static byte[] concat(String before, byte[] bytes, String after) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(before.getBytes(StandardCharsets.UTF_8));
		all.writeBytes(bytes);
		all.writeBytes(after.getBytes(StandardCharsets.UTF_8));
		return all.toByteArray();
	}

	/**
	 * A provider that answers as it is told.
	 */
	private static final class Provider implements CallbackClient {

		private final List<CallbackRequest> asked = new ArrayList<>();

		private final CountDownLatch entered = new CountDownLatch(1);

		private CountDownLatch held = new CountDownLatch(0);

		private String answer = "";

		private Exception failure;

		private Function<CallbackRequest, Exception> failing = (request) -> this.failure;

		@Override
		public byte[] ask(CallbackRequest request) throws IOException {
			this.asked.add(request);
			Exception failure = this.failing.apply(request);
			if (failure instanceof IOException io) {
				throw io;
			}
			if (failure instanceof RuntimeException runtime) {
				throw runtime;
			}
			this.entered.countDown();
			try {
				this.held.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			return this.answer.getBytes(StandardCharsets.UTF_8);
		}

	}

}
