package dev.webhooks.signature;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PublicKeyAlgorithm}.
 */
class PublicKeyAlgorithmTests {

	/** RFC 8032, section 7.1, test 2. */
	private static final String SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

	private static final String PUBLIC_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

	private static final String SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
			+ "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

	private final WebhookRequest request = new WebhookRequest(
			WebhookRequestHead.builder("POST", "https://a.example").build(), new byte[] { 0x72 });

	@Test
	void verifiesTheKnownAnswerOfRfc8032() {
		assertThat(scheme("ed25519", SignatureEncoding.HEX).verify(this.request.withHeader("X-Signature", SIGNATURE),
				List.of(secret(PUBLIC_KEY, SecretEncoding.HEX)), Instant.EPOCH))
			.isInstanceOf(Verified.class);
	}

	@Test
	void makesTheKnownAnswerOfRfc8032() {
		WebhookRequest signed = scheme("ed25519", SignatureEncoding.HEX).signer(secret(SEED, SecretEncoding.HEX))
			.orElseThrow()
			.sign(this.request, Instant.EPOCH);
		assertThat(signed.headers().first("X-Signature")).isEqualTo(SIGNATURE);
	}

	@Test
	void signsWithSeedAndPublicKeyInOne() {
		WebhookRequest signed = scheme("ed25519", SignatureEncoding.HEX)
			.signer(secret(SEED + PUBLIC_KEY, SecretEncoding.HEX))
			.orElseThrow()
			.sign(this.request, Instant.EPOCH);
		assertThat(signed.headers().first("X-Signature")).isEqualTo(SIGNATURE);
	}

	@Test
	void refusesASignatureInUpperCase() {
		Verification verification = scheme("ed25519", SignatureEncoding.HEX).verify(
				this.request.withHeader("X-Signature", SIGNATURE.toUpperCase(Locale.ROOT)),
				List.of(secret(PUBLIC_KEY, SecretEncoding.HEX)), Instant.EPOCH);
		assertThat(verification).isInstanceOf(Refused.class);
	}

	@Test
	void verifiesWhatItSignsOnAnEllipticCurve() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(256);
		KeyPair keys = generator.generateKeyPair();
		SignatureScheme scheme = scheme("ecdsa", SignatureEncoding.BASE64);
		WebhookRequest signed = scheme.signer(secret(keys.getPrivate().getEncoded()))
			.orElseThrow()
			.sign(this.request, Instant.EPOCH);
		assertThat(scheme.verify(signed, List.of(secret(keys.getPublic().getEncoded())), Instant.EPOCH))
			.isInstanceOf(Verified.class);
	}

	@Test
	void refusesAKeyOfAnotherKindAtStartUp() throws Exception {
		KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
		Secret rsa = secret(keys.getPublic().getEncoded());
		assertThatIllegalArgumentException().isThrownBy(() -> scheme("ecdsa", SignatureEncoding.BASE64).check(rsa));
	}

	@Test
	void refusesAKeyOfAnotherLengthAtStartUp() {
		Secret half = secret(PUBLIC_KEY.substring(2), SecretEncoding.HEX);
		assertThatIllegalArgumentException().isThrownBy(() -> scheme("ed25519", SignatureEncoding.HEX).check(half))
			.withMessageNotContaining(PUBLIC_KEY.substring(2));
	}

	private static SignatureScheme scheme(String name, SignatureEncoding encoding) {
		return new SignatureSchemes(Map.of()).create(name,
				SignatureRecipe.builder().headers(List.of("X-Signature")).format("{signature}", encoding).build());
	}

	private static Secret secret(byte[] key) {
		return secret(Base64.getEncoder().encodeToString(key), SecretEncoding.BASE64);
	}

	private static Secret secret(String text, SecretEncoding encoding) {
		return Secret.of(text, encoding, null, null);
	}

}
