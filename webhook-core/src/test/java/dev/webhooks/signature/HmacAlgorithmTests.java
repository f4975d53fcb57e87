package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.Template;
import dev.webhooks.request.TestRequests;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HmacAlgorithm}.
 */
class HmacAlgorithmTests {

	private static final Instant NOW = Instant.ofEpochSecond(1700000000);

	/**
	 * The answers of RFC 2202 (section 3) and RFC 4231 (section 4).
	 */
	@ParameterizedTest
	@CsvSource({ "md5,0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,Hi There,9294727a3638bb1c13f48ef8158bfc9d",
			"sha1,0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,Hi There,b617318655057264e28bc0b6fb378c8ef146be00",
			"sha256,0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,Hi There,b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
			"sha384,0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,Hi There,afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
			"sha512,0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,Hi There,87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
			"sha256,4a656665,what do ya want for nothing?,5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
			"sha512,4a656665,what do ya want for nothing?,164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737" })
	void makesTheAnswersOfTheSpecification(String algorithm, String key, String data, String expected) {
		assertThat(sign(TestRecipe.recipe().algorithm(algorithm), Secret.of(key, SecretEncoding.HEX, null, null), data))
			.isEqualTo(expected);
	}

	/**
	 * RFC 4231, section 4.7.
	 */
	@Test
	void hashesAKeyThatIsLongerThanABlock() {
		assertThat(sign(TestRecipe.recipe(), Secret.of("aa".repeat(131), SecretEncoding.HEX, null, null),
				"Test Using Larger Than Block-Size Key - Hash Key First"))
			.isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	}

	/**
	 * The example of GitHub's documentation, "Validating webhook deliveries".
	 */
	@Test
	void makesTheAnswerOfGitHub() {
		assertThat(sign(TestRecipe.recipe().format("sha256={signature}"), Secret.of("It's a Secret to Everybody"),
				"Hello, World!"))
			.isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
	}

	/**
	 * The example of Square's libraries.
	 */
	@Test
	void makesTheAnswerOfSquare() {
		SignatureScheme scheme = TestRecipe.recipe().encoding(SignatureEncoding.BASE64).content("{url}{body}").hmac();
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://example.com/webhook").build(), "{\"hello\":\"world\"}");
		assertThat(scheme.signer(Secret.of("asdf1234")).orElseThrow().sign(request, NOW).headers().first("X-Signature"))
			.isEqualTo("2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SHA256", "sha-256", "Sha-256" })
	void nameIsReadLeniently(String name) {
		assertThat(TestRecipe.recipe().algorithm(name).hmac()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "md4", "sha224", "", "HmacSHA256" })
	void unknownHashFunctionIsRefused(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestRecipe.recipe().algorithm(name).hmac())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.algorithm"));
	}

	@Test
	void usesOfOnePreparedKeyDoNotDisturbEachOther() {
		HmacAlgorithm algorithm = new HmacAlgorithm(TestRecipe.recipe().build());
		Secret secret = Secret.of("Jefe");
		SignedContent content = content("what do ya want for nothing?");
		SignedContent meanwhile = content("something else");
		List<String> signatures = List.of("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
		assertThat(algorithm.matches(secret, content, signatures)).isTrue();
		assertThat(algorithm.matches(secret, meanwhile, signatures)).isFalse();
		assertThat(algorithm.matches(secret, content, signatures)).isTrue();
	}

	private static SignedContent content(String body) {
		return new SignedContent(Template.parse("signature.content", "{body}"),
				TestRequests.values(TestRequests.post(body)));
	}

	private static String sign(TestRecipe recipe, Secret secret, String body) {
		return String.valueOf(recipe.hmac()
			.signer(secret)
			.orElseThrow()
			.sign(TestRequests.post(body.getBytes(StandardCharsets.UTF_8)), NOW)
			.headers()
			.first("X-Signature"));
	}

}
