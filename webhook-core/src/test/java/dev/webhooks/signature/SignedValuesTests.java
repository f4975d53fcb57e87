package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what {@link RecipeScheme} takes from other places than one header.
 */
class SignedValuesTests {

	private static final Secret SECRET = Secret.of("a secret of some length");

	@Test
	void signsAnIdInTheBodyAsItsBytes() {
		SignatureScheme scheme = scheme(SignatureRecipe.builder()
			.headers(List.of("X-Signature"))
			.contents(List.of("{id}"))
			.ids(List.of("body:/id")));
		WebhookRequest request = new WebhookRequest(WebhookRequestHead.builder("POST", "https://a.example").build(),
				"{\"id\":\"Zoë\"}");
		// printf 'Zoë' | openssl dgst -sha256 -hmac 'a secret of some length'
		WebhookRequest signed = request.withHeader("X-Signature",
				"2295ce7ee7dcdc4a0dbb7d106b65ac65af603951cadaf583c8b17e6b3b5d0ee2");
		assertThat(scheme.verify(signed, List.of(SECRET), Instant.EPOCH)).isInstanceOf(Verified.class);
	}

	@Test
	void comparesNoMoreThanOneHundredSignatures() {
		SignatureScheme scheme = scheme(SignatureRecipe.builder()
			.headers(List.of("X-Signature-*"))
			.format("v1={signature},...", SignatureEncoding.HEX));
		WebhookRequest request = new WebhookRequest(WebhookRequestHead.builder("POST", "https://a.example").build(),
				"{}");
		WebhookRequest signed = scheme.signer(SECRET).orElseThrow().sign(request, Instant.EPOCH);
		for (int i = 2; i <= 8; i++) {
			signed = signed.withHeader("X-Signature-" + i, "v1=00,".repeat(15) + "v1=00");
		}
		assertThat(scheme.verify(signed, List.of(SECRET), Instant.EPOCH)).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(RejectionReason.SIGNATURE_MALFORMED));
	}

	private static SignatureScheme scheme(SignatureRecipeBuilder recipe) {
		return new SignatureSchemes(Map.of()).create("hmac", recipe.build());
	}

}
