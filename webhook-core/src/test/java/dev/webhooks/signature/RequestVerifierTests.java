package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.TestRequests;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.secret.SecretFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RequestVerifier}.
 */
class RequestVerifierTests {

	private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

	private static final Secret LASTING = Secret.of("lasting");

	private static final Secret EXPIRED = Secret.of("expired", SecretEncoding.TEXT, NOW, null);

	private static final WebhookRequest REQUEST = TestRequests.post("{}");

	@Test
	void verifiedRequestKnowsTheSecretThatMatched() {
		VerifiedWebhookRequest verified = verifier(new Verification.Verified(LASTING), LASTING).verify(REQUEST, NOW);
		assertThat(verified.secret()).isSameAs(LASTING);
		assertThat(verified.request()).isSameAs(REQUEST);
	}

	@ParameterizedTest
	@EnumSource(names = { "SIGNATURE_MISSING", "SIGNATURE_MISMATCH", "TIMESTAMP_TOO_OLD" })
	void refusedRequestIsRejectedForItsReason(RejectionReason reason) {
		assertThat(reject(verifier(new Verification.Refused(reason, "why"), LASTING)).reason()).isEqualTo(reason);
	}

	@Test
	void undeterminedRequestIsToBeDeliveredAgain() {
		WebhookRejectedException ex = reject(verifier(new Verification.Undetermined("no keys", null), LASTING));
		assertThat(ex.reason()).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
		assertThat(ex.reason().status()).isEqualTo(503);
		assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void undeterminedRequestIsRejectedForItsReason() {
		assertThat(
				reject(verifier(new Verification.Undetermined(RejectionReason.TOO_MANY_KEYS, "later", null), LASTING))
					.reason())
			.isEqualTo(RejectionReason.TOO_MANY_KEYS);
	}

	@Test
	void withoutSecretAnUndeterminedRequestIsToBeDeliveredAgainLikeAnyOther() {
		assertThat(reject(verifier(new Verification.Undetermined("no keys", null), EXPIRED)).reason())
			.isEqualTo(RejectionReason.VERDICT_UNKNOWN);
	}

	@Test
	void whoSharesASecretSignsWithTheNewestThatIsNotExpired() {
		RequestVerifier verifier = new RequestVerifier(TestRecipe.recipe().hmac(), List.of(EXPIRED, LASTING));
		WebhookRequest signed = verifier.signer().orElseThrow().sign(REQUEST, NOW);
		assertThat(verifier.verify(signed, NOW).secret()).isSameAs(LASTING);
	}

	@Test
	void whoHasNoSecretLeftCannotSign() {
		RequestSigner signer = new RequestVerifier(TestRecipe.recipe().hmac(), List.of(EXPIRED)).signer().orElseThrow();
		assertThatIllegalStateException().isThrownBy(() -> signer.sign(REQUEST, NOW));
	}

	@Test
	void whoOnlyHasThePublicKeyCannotSign() {
		SignatureScheme scheme = TestRecipe.recipe().scheme("ed25519");
		assertThat(new RequestVerifier(scheme, List.of(LASTING)).signer()).isEmpty();
		assertThat(scheme.tokenSigner(LASTING)).isEmpty();
	}

	@Test
	void schemeThatOnlyVerifiesSignsNothing() {
		RequestVerifier verifier = verifier(new Verification.Verified(LASTING), LASTING);
		assertThat(verifier.signer()).isEmpty();
		assertThat(verifier.signsTokens()).isFalse();
	}

	@Test
	void whatIsNotVerifiedNeedsNoSecretToBeSigned() {
		RequestVerifier verifier = new RequestVerifier(TestRecipe.recipe().scheme("none"), List.of());
		assertThat(verifier.signer().orElseThrow().sign(REQUEST, NOW)).isSameAs(REQUEST);
	}

	@Test
	void schemeThatFailsLeavesTheVerdictUnknown() {
		RequestVerifier verifier = new RequestVerifier((request, secrets, now) -> {
			throw new IllegalStateException("s3cret");
		}, List.of(LASTING));
		WebhookRejectedException ex = reject(verifier);
		assertThat(ex.reason()).isEqualTo(RejectionReason.VERDICT_UNKNOWN);
		assertThat(ex).hasMessageNotContaining("s3cret").hasCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void schemeMayRejectTheRequestItself() {
		RequestVerifier verifier = new RequestVerifier((request, secrets, now) -> {
			throw new WebhookRejectedException(RejectionReason.SIGNATURE_MALFORMED, "why");
		}, List.of(LASTING));
		assertThat(reject(verifier).reason()).isEqualTo(RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void schemeSeesOnlySecretsThatAreNotExpired() {
		List<Secret> seen = new ArrayList<>();
		new RequestVerifier((request, secrets, now) -> {
			seen.addAll(secrets);
			return new Verification.Verified(null);
		}, List.of(EXPIRED, LASTING)).verify(REQUEST, NOW);
		assertThat(seen).containsExactly(LASTING);
	}

	@Test
	void schemeSeesEachKeyThatASecretStandsFor() {
		Secret secret = new SecretFormat(List.of(SecretEncoding.TEXT, SecretEncoding.HEX, SecretEncoding.BASE64),
				(each) -> {
				})
			.read("00112233", null, null);
		List<byte[]> seen = new ArrayList<>();
		VerifiedWebhookRequest verified = new RequestVerifier((request, secrets, now) -> {
			secrets.forEach((each) -> seen.add(each.bytes()));
			return new Verification.Verified(secrets.get(secrets.size() - 1));
		}, List.of(LASTING, secret)).verify(REQUEST, NOW);
		assertThat(seen).containsExactly(LASTING.bytes(), "00112233".getBytes(StandardCharsets.UTF_8),
				new byte[] { 0x00, 0x11, 0x22, 0x33 }, Base64.getDecoder().decode("00112233"));
		assertThat(verified.secretIndex()).isEqualTo(1);
	}

	@Test
	void withoutASecretThatIsNotExpiredNothingIsVerified() {
		assertThat(reject(verifier(new Verification.Verified(null), EXPIRED)).reason())
			.isEqualTo(RejectionReason.NO_SECRET);
	}

	@Test
	void schemeWithoutSecretsNeedsNone() {
		assertThat(new RequestVerifier(new NoScheme(), List.of()).verify(REQUEST, NOW).secret()).isNull();
	}

	@Test
	void verifiedRequestDoesNotShowItsSecret() {
		assertThat(verifier(new Verification.Verified(LASTING), LASTING).verify(REQUEST, NOW).toString())
			.doesNotContain("lasting");
	}

	private static RequestVerifier verifier(Verification verdict, Secret... secrets) {
		return new RequestVerifier((request, active, now) -> verdict, List.of(secrets));
	}

	private static WebhookRejectedException reject(RequestVerifier verifier) {
		return catchThrowableOfType(WebhookRejectedException.class, () -> verifier.verify(REQUEST, NOW));
	}

}
