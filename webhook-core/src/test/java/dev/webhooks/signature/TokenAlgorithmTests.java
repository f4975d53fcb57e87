package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.TestRequests;
import dev.webhooks.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link TokenAlgorithm}.
 */
class TokenAlgorithmTests {

	private static final SignatureScheme TOKEN = TestRecipe.recipe().headers("X-Token").scheme("token");

	private static final SignatureScheme BASIC = TestRecipe.recipe().scheme("basic");

	@Test
	void tokenIsAccepted() {
		assertThat(verify(TOKEN, "s3cret", "X-Token", "s3cret")).isInstanceOf(Verification.Verified.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3creT", "s3cre", "s3crets", "S3CRET", "s3cret,s3cret" })
	void otherTokenIsRefused(String token) {
		assertRefused(verify(TOKEN, "s3cret", "X-Token", token), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void emptyTokenIsRefused() {
		assertRefused(verify(TOKEN, "s3cret", "X-Token", ""), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void missingTokenIsRefused() {
		assertRefused(verify(TOKEN, "s3cret"), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void repeatedTokenIsRefused() {
		assertRefused(verify(TOKEN, "s3cret", "X-Token", "s3cret", "x-token", "s3cret"),
				RejectionReason.SIGNATURE_MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "p\u00C3\u00A4ss", "p\u00E4ss" })
	void tokenBeyondAsciiIsReadAsUtf8OrLatin1(String asContainersRead) {
		assertThat(verify(TOKEN, "p\u00E4ss", "X-Token", asContainersRead)).isInstanceOf(Verification.Verified.class);
	}

	@Test
	void tokenWithAPrefixIsAccepted() {
		SignatureScheme bearer = TestRecipe.recipe()
			.headers("Authorization")
			.format("Bearer {signature}")
			.scheme("token");
		assertThat(verify(bearer, "s3cret", "Authorization", "Bearer s3cret"))
			.isInstanceOf(Verification.Verified.class);
	}

	@Test
	void tokenInTheQueryStringIsAccepted() {
		SignatureScheme query = TestRecipe.recipe().headers().locations("query:token").scheme("token");
		WebhookRequest signed = query.signer(Secret.of("a&b +"))
			.orElseThrow()
			.sign(TestRequests.post(""), Instant.EPOCH);
		assertThat(signed.head().query()).isEqualTo("token=a%26b+%2B");
		assertThat(query.verify(signed, List.of(Secret.of("a&b +")), Instant.EPOCH))
			.isInstanceOf(Verification.Verified.class);
	}

	/**
	 * The example of RFC 7617, section 2.
	 */
	@Test
	void basicCredentialsAreThoseOfTheSpecification() {
		assertThat(verify(BASIC, "Aladdin:open sesame", "Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
			.isInstanceOf(Verification.Verified.class);
	}

	/**
	 * The example of RFC 7617, section 2.1.
	 */
	@Test
	void basicCredentialsAreUtf8() {
		assertThat(verify(BASIC, "test:123\u00A3", "Authorization", "Basic dGVzdDoxMjPCow=="))
			.isInstanceOf(Verification.Verified.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "basic", "BASIC" })
	void basicIsReadInAnyCase(String scheme) {
		assertThat(verify(BASIC, "Aladdin:open sesame", "Authorization", scheme + " QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
			.isInstanceOf(Verification.Verified.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Basic ", "Basic",
			"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZR==", "Basic Aladdin:open sesame",
			"Basic OnBhc3M=" })
	void otherCredentialsAreRefused(String value) {
		assertThat(verify(BASIC, "Aladdin:open sesame", "Authorization", value))
			.isInstanceOf(Verification.Refused.class);
	}

	@Test
	void basicSecretWithoutAColonIsRefusedAndNotShown() {
		assertThatIllegalArgumentException().isThrownBy(() -> BASIC.check(Secret.of("s3cret")))
			.withMessage("it is not a user name and a password separated by a colon");
	}

	@Test
	void tokenMayHaveAnyForm() {
		assertThatNoException().isThrownBy(() -> TOKEN.check(Secret.of("s3cret")));
	}

	private static void assertRefused(Verification verification, RejectionReason reason) {
		assertThat(verification).isInstanceOfSatisfying(Verification.Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	private static Verification verify(SignatureScheme scheme, String secret, String... headers) {
		return scheme.verify(TestRequests.post("{}", headers), List.of(Secret.of(secret)), Instant.EPOCH);
	}

}
