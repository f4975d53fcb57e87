package dev.webhooks.provider;

import java.util.List;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.certificate.CertificateSettings;
import dev.webhooks.signature.certificate.CertificateTrust;
import dev.webhooks.signature.jwt.JwtSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignatureSchemes}.
 */
class SignatureSchemesTests {

	private static final SignatureRecipe RECIPE = SignatureRecipe.builder().headers(List.of("X-Signature")).build();

	@ParameterizedTest
	@ValueSource(strings = { "hmac", "token", "basic" })
	void builtInSchemeNeedsASecret(String name) {
		assertThat(new SignatureSchemes(Map.of()).create(name, RECIPE).needsSecret()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "basic", "contentful", "certificate", "sns" })
	void aSchemeOfWholeRequestsRefusesToVerifyEachItem(String name) {
		SignatureRecipe each = SignatureRecipe.builder().headers(List.of("X-Signature")).each("/events").build();
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new SignatureSchemes(Map.of()).create(name, each,
					new KeySettings(CertificateSettings.NONE, CertificateTrust.host(), JwtSettings.NONE)))
			.withMessageContaining("'" + name + "'")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.each"));
	}

	@Test
	void schemeNoneNeedsNoSecret() {
		assertThat(new SignatureSchemes(Map.of()).create("none", RECIPE).needsSecret()).isFalse();
	}

	@Test
	void schemeOfTheApplicationWins() {
		SignatureScheme own = (request, secrets, now) -> new Verification.Verified(null);
		assertThat(new SignatureSchemes(Map.of("hmac", (recipe) -> own)).create("hmac", RECIPE)).isSameAs(own);
	}

	@Test
	void unknownSchemeIsRefusedWithTheKnownOnes() {
		SignatureSchemes schemes = new SignatureSchemes(
				Map.of("acme", (recipe) -> (request, secrets, now) -> new Verification.Verified(null)));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> schemes.create("hmca", RECIPE))
			.withMessageContainingAll("acme", "basic", "hmac", "none", "token")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.scheme"));
	}

}
