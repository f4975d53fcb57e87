package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.TestRequests;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.Verification.Verified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecipeScheme}.
 */
class RecipeSchemeTests {

	private static final Instant SIGNED_AT = Instant.ofEpochSecond(1614265330);

	/** The published vector of Standard Webhooks. */
	private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", SecretEncoding.WHSEC, null,
			null);

	private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

	private static final String BODY = "{\"test\": 2432232314}";

	private static final SignatureScheme STANDARD = TestRecipe.recipe()
		.headers("webhook-signature")
		.format("v1,{signature} ...")
		.encoding(SignatureEncoding.BASE64)
		.content("{id}.{timestamp}.{body}")
		.timestamps("header:webhook-timestamp")
		.ids("header:webhook-id")
		.hmac();

	/** A vector of Linear, whose time stands in the body in milliseconds. */
	private static final SignatureScheme TIME_IN_BODY = TestRecipe.recipe()
		.headers("Linear-Signature")
		.timestamps("body:/webhookTimestamp")
		.unit(TimestampUnit.MILLIS)
		.tolerance(Duration.ofMinutes(1))
		.hmac();

	private static final Secret LINEAR_SECRET = Secret.of("lin_wh_secret");

	private static final WebhookRequest LINEAR = TestRequests.post(
			"{\"action\":\"create\",\"type\":\"Issue\",\"webhookId\":\"wh1\",\"webhookTimestamp\":1700000000000,"
					+ "\"data\":{\"id\":\"x\",\"title\":\"\u00E9\"}}",
			"Linear-Signature", "15df333ad4d03db74aa39c0a9b341a1a89230a29693fe1e8bcfd119724a20073");

	@Test
	void knownRequestIsVerified() {
		assertThat(verify(standard(), SIGNED_AT)).isEqualTo(new Verification.Verified(SECRET));
	}

	@ParameterizedTest
	@CsvSource({ "PT5M", "PT-5M", "PT0S", "PT4M59.999S", "PT-4M-59.999S" })
	void timeWithinTheToleranceIsAccepted(Duration age) {
		assertThat(verify(standard(), SIGNED_AT.plus(age))).isInstanceOf(Verification.Verified.class);
	}

	@ParameterizedTest
	@CsvSource({ "PT5M0.000000001S", "PT24H" })
	void timeBeforeTheToleranceIsTooOld(Duration age) {
		assertRefused(verify(standard(), SIGNED_AT.plus(age)), RejectionReason.TIMESTAMP_TOO_OLD);
	}

	@ParameterizedTest
	@CsvSource({ "PT5M0.000000001S", "PT24H" })
	void timeAfterTheToleranceIsInTheFuture(Duration ahead) {
		assertRefused(verify(standard(), SIGNED_AT.minus(ahead)), RejectionReason.TIMESTAMP_IN_FUTURE);
	}

	@Test
	void staleRequestIsRefusedBeforeItsSignatureIsComputed() {
		CountingAlgorithm algorithm = new CountingAlgorithm();
		RecipeScheme scheme = new RecipeScheme(TestRecipe.recipe().timestamps("header:X-Time").build(), algorithm);
		scheme.verify(TestRequests.post("", "X-Signature", "a", "X-Time", "1"), List.of(SECRET), SIGNED_AT);
		assertThat(algorithm.matched).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1", "1614265330.5", "2021-02-25T15:02:10Z" })
	void timeOfAnotherUnitIsMalformed(String time) {
		assertThat(verify(standard().withHeader("webhook-timestamp", time), SIGNED_AT))
			.isInstanceOf(Verification.Refused.class);
	}

	@Test
	void timeInTheBodyIsAcceptedAfterTheMatch() {
		assertThat(TIME_IN_BODY.verify(LINEAR, List.of(LINEAR_SECRET), Instant.ofEpochSecond(1700000060)))
			.isInstanceOf(Verification.Verified.class);
	}

	@Test
	void staleTimeInTheBodyIsTooOld() {
		assertRefused(TIME_IN_BODY.verify(LINEAR, List.of(LINEAR_SECRET), Instant.ofEpochSecond(1700000061)),
				RejectionReason.TIMESTAMP_TOO_OLD);
	}

	@Test
	void bodyThatDoesNotMatchIsNotReadForATime() {
		WebhookRequest request = TestRequests.post("[".repeat(1000), "Linear-Signature", "00");
		assertRefused(TIME_IN_BODY.verify(request, List.of(LINEAR_SECRET), SIGNED_AT),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void bodyWithoutTheTimeIsRefused() {
		WebhookRequest signed = TestRequests.post("{}")
			.withHeader("Linear-Signature", "451f912983620893321285f30f27adf8ea14dd17aa66023afb44d122b8f0a857");
		assertRefused(TIME_IN_BODY.verify(signed, List.of(LINEAR_SECRET), SIGNED_AT),
				RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void aTimeInTheBodyIsPutThereWhenItIsSigned() {
		WebhookRequest signed = TIME_IN_BODY.signer(LINEAR_SECRET)
			.orElseThrow()
			.sign(TestRequests.post("{\"webhookTimestamp\":1}"), SIGNED_AT);
		assertThat(new String(signed.body(), StandardCharsets.UTF_8))
			.isEqualTo("{\"webhookTimestamp\":" + SIGNED_AT.toEpochMilli() + "}");
		assertThat(TIME_IN_BODY.verify(signed, List.of(LINEAR_SECRET), SIGNED_AT)).isInstanceOf(Verified.class);
	}

	@Test
	void timestampThatIsSignedButMissingIsRefused() {
		assertRefused(verify(without("webhook-timestamp"), SIGNED_AT), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void idThatIsSignedButMissingIsRefused() {
		assertRefused(verify(without("webhook-id"), SIGNED_AT), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void idThatIsSignedButEmptyIsRefused() {
		assertRefused(verify(standard().withHeader("webhook-id", ""), SIGNED_AT), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void signatureThatIsMissingIsRefused() {
		assertRefused(verify(without("webhook-signature"), SIGNED_AT), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void headerThatIsSignedButMissingIsRefused() {
		SignatureScheme scheme = TestRecipe.recipe().content("{header:X-Topic}{body}").hmac();
		WebhookRequest signed = scheme.signer(SECRET)
			.orElseThrow()
			.sign(TestRequests.post("", "X-Topic", "a"), SIGNED_AT);
		WebhookRequest request = TestRequests.post("", "X-Signature",
				String.valueOf(signed.headers().first("X-Signature")));
		assertRefused(scheme.verify(request, List.of(SECRET), SIGNED_AT), RejectionReason.SIGNATURE_MISSING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v1,", "v1", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
			"g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" })
	void signatureOfAnotherFormIsMalformed(String signature) {
		assertRefused(verify(standard().withHeader("webhook-signature", signature), SIGNED_AT),
				RejectionReason.SIGNATURE_MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
			"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE", "v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=",
			"v1,83484cf52b04f8e4cf2531adfed9882ad4b2665137b852442d594d20e2c9d4e1" })
	void otherSpellingOfTheSignatureIsAMismatch(String signature) {
		assertRefused(verify(standard().withHeader("webhook-signature", signature), SIGNED_AT),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void oneValidSignatureAmongOthersIsEnough() {
		WebhookRequest request = standard().withHeader("webhook-signature",
				"v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,x " + SIGNATURE);
		assertThat(verify(request, SIGNED_AT)).isInstanceOf(Verification.Verified.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "webhook-signature", "webhook-timestamp", "webhook-id" })
	void headerThatIsRepeatedIsRefused(String name) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		standard().headers().forEach(headers::add);
		headers.add(name.toUpperCase(Locale.ROOT), String.valueOf(standard().headers().first(name)));
		WebhookRequest request = new WebhookRequest(standard().head().mutate().headers(headers.build()).build(), BODY);
		assertRefused(verify(request, SIGNED_AT), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void olderSecretOfARotationIsTried() {
		Secret newest = Secret.of("newest");
		assertThat(STANDARD.verify(standard(), List.of(newest, SECRET), SIGNED_AT))
			.isEqualTo(new Verification.Verified(SECRET));
	}

	@Test
	void allSecretsAreTriedThoughTheFirstMatches() {
		CountingAlgorithm algorithm = new CountingAlgorithm();
		RecipeScheme scheme = new RecipeScheme(TestRecipe.recipe().build(), algorithm);
		scheme.verify(TestRequests.post("", "X-Signature", "a"), List.of(SECRET, LINEAR_SECRET, SECRET), SIGNED_AT);
		assertThat(algorithm.matched).isEqualTo(3);
	}

	@Test
	void firstOfSeveralSecretsThatMatchIsNamed() {
		RecipeScheme scheme = new RecipeScheme(TestRecipe.recipe().build(), new CountingAlgorithm());
		assertThat(scheme.verify(TestRequests.post("", "X-Signature", "a"), List.of(SECRET, LINEAR_SECRET), SIGNED_AT))
			.isEqualTo(new Verification.Verified(SECRET));
	}

	@Test
	void noSecretVerifiesNothing() {
		assertRefused(STANDARD.verify(standard(), List.of(), SIGNED_AT), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void secondHeaderIsTriedWhereTheFirstIsMissing() {
		SignatureScheme scheme = TestRecipe.recipe().headers("X-New", "X-Old").hmac();
		WebhookRequest signed = TestRecipe.recipe()
			.headers("X-Old")
			.hmac()
			.signer(SECRET)
			.orElseThrow()
			.sign(TestRequests.post("a"), SIGNED_AT);
		assertThat(scheme.verify(signed, List.of(SECRET), SIGNED_AT)).isInstanceOf(Verification.Verified.class);
	}

	@Test
	void refusalNeverShowsWhatWasSent() {
		Verification verification = verify(standard().withHeader("webhook-signature", "s3cret"), SIGNED_AT);
		assertThat(verification.toString()).doesNotContain("s3cret");
	}

	@Test
	void costIsBoundedWhateverTheHeaderRepeats() {
		CountingAlgorithm algorithm = new CountingAlgorithm();
		RecipeScheme scheme = new RecipeScheme(TestRecipe.recipe().format("v1={signature},...").build(), algorithm);
		scheme.verify(TestRequests.post("", "X-Signature", "v1=a,".repeat(10_000)), List.of(SECRET), SIGNED_AT);
		assertThat(algorithm.matched).isZero();
	}

	@Test
	void recipeWithoutAHeaderIsRefused() {
		assertInvalid(TestRecipe.recipe().headers(), "signature.header");
	}

	@Test
	void contentWithATimestampThatIsNowhereIsRefused() {
		assertInvalid(TestRecipe.recipe().content("{timestamp}.{body}"), "signature.content");
	}

	@Test
	void contentWithAnIdThatIsNowhereIsRefused() {
		assertInvalid(TestRecipe.recipe().content("{id}.{body}"), "signature.content");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S", "PT-1S" })
	void toleranceThatIsNotPositiveIsRefused(Duration tolerance) {
		assertInvalid(TestRecipe.recipe().tolerance(tolerance), "signature.tolerance");
	}

	@Test
	void locationThatIsNoLocatorIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestRecipe.recipe().locations("X-Signature").build())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.location"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "[]", "{\"a\":" })
	void signingABodyWithoutPlaceForTheSignatureIsRefused(String body) {
		SignatureScheme inBody = TestRecipe.recipe().headers().locations("body:/signature").hmac();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> inBody.signer(SECRET).orElseThrow().sign(TestRequests.post(body), SIGNED_AT));
	}

	@Test
	void signingARequestWithoutTheSignedIdFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> STANDARD.signer(SECRET).orElseThrow().sign(TestRequests.post(BODY), SIGNED_AT))
			.withMessageContaining("no id");
	}

	@Test
	void signingMakesTheKnownRequest() {
		WebhookRequest request = TestRequests.post(BODY, "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
		WebhookRequest signed = STANDARD.signer(SECRET).orElseThrow().sign(request, SIGNED_AT);
		assertThat(signed.headers().first("webhook-signature")).isEqualTo(SIGNATURE);
		assertThat(signed.headers().first("webhook-timestamp")).isEqualTo("1614265330");
	}

	/**
	 * Whatever recipe signs a request verifies it, and refuses it when a bit of the body
	 * is another.
	 */
	@RepeatedTest(200)
	void whatARandomRecipeSignsItVerifies(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		SignatureScheme scheme = randomRecipe(random).hmac();
		Secret secret = randomSecret(random);
		byte[] body = new byte[1 + random.nextInt(200)];
		random.nextBytes(body);
		WebhookRequest signed = scheme.signer(secret).orElseThrow().sign(randomRequest(body), SIGNED_AT);
		assertThat(scheme.verify(signed, List.of(Secret.of("other"), secret), SIGNED_AT))
			.isEqualTo(new Verification.Verified(secret));
		byte[] changed = body.clone();
		changed[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
		assertRefused(scheme.verify(new WebhookRequest(signed.head(), changed), List.of(secret), SIGNED_AT),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	private static WebhookRequest randomRequest(byte[] body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in/acme?a=1")
			.headers(WebhookHeaders.of("X-Topic", "a\u00FFb", "X-Id", "id.1"))
			.build(), body);
	}

	private static TestRecipe randomRecipe(Random random) {
		boolean inFormat = random.nextBoolean();
		List<String> parts = new ArrayList<>(List.of("{body}", "{timestamp}", "{id}", ".", "v0:", "{url}", "{method}",
				"{header:X-Topic}", "{query:a}", "{body-hash}"));
		Collections.shuffle(parts.subList(1, parts.size()), random);
		String content = String.join("", parts.subList(0, 1 + random.nextInt(parts.size())));
		TestRecipe recipe = TestRecipe.recipe()
			.algorithm(oneOf(random, "sha1", "sha256", "sha384", "sha512"))
			.encoding(oneOf(random, SignatureEncoding.values()))
			.unit(oneOf(random, TimestampUnit.values()))
			.content(content)
			.ids("header:X-Id");
		if (inFormat) {
			return recipe.format(oneOf(random, "t={timestamp},v1={signature}", "h1={signature};ts={timestamp}",
					"v0:{signature} t:{timestamp}"));
		}
		return recipe.timestamps("header:X-Time")
			.format(oneOf(random, "{signature}", "sha256={signature}", "v1,{signature} ...", "v1={signature},...",
					"Signature \"{signature}\""));
	}

	private static Secret randomSecret(Random random) {
		byte[] key = new byte[1 + random.nextInt(100)];
		random.nextBytes(key);
		return Secret.of(HexFormat.of().formatHex(key), SecretEncoding.HEX, null, null);
	}

	@SafeVarargs
	private static <T> T oneOf(Random random, T... choices) {
		return choices[random.nextInt(choices.length)];
	}

	private static void assertInvalid(TestRecipe recipe, String key) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(recipe::hmac)
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

	private static void assertRefused(Verification verification, RejectionReason reason) {
		assertThat(verification).isInstanceOfSatisfying(Verification.Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	private static Verification verify(WebhookRequest request, Instant now) {
		return STANDARD.verify(request, List.of(SECRET), now);
	}

	private static WebhookRequest standard() {
		return TestRequests.post(BODY, "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp", "1614265330",
				"webhook-signature", SIGNATURE);
	}

	private static WebhookRequest without(String name) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		standard().headers().forEach((existing, value) -> {
			if (!existing.equals(name)) {
				headers.add(existing, value);
			}
		});
		return new WebhookRequest(standard().head().mutate().headers(headers.build()).build(),
				BODY.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Counts how often a signature is compared; all match.
	 */
	private static final class CountingAlgorithm implements SignatureAlgorithm {

		private int matched;

		@Override
		public void check(Secret secret) {
		}

		@Override
		public boolean matches(Secret secret, SignedContent content, List<String> signatures) {
			this.matched++;
			return true;
		}

		@Override
		public @Nullable String sign(Secret secret, SignedContent content) {
			return null;
		}

	}

}
