package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.TestRequests;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RecipeReader.SignedParts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link RecipeReader}.
 */
class RecipeReaderTests {

	private static final Instant NOW = Instant.ofEpochSecond(1700000000);

	private static final Secret SECRET = Secret.of("secret");

	private final RecipeReader reader = new RecipeReader(SignatureRecipe.builder()
		.headers(List.of("X-Signature"))
		.format("t={timestamp},v={signature}", SignatureEncoding.HEX)
		.contents(List.of("{timestamp}.{header:X-Missing}", "{secret}|{value:key}|{timestamp}|{id}|{body}"))
		.ids(List.of("header:X-Id"))
		.values(new ConfiguredValues(Map.of("key", "more")))
		.build());

	private final WebhookRequest request = TestRequests.post("body", "X-Id", "7");

	@Test
	void findsTheSignaturesAndEachContentThatIsThere() {
		SignedParts parts = this.reader.read(this.request.withHeader("X-Signature", "t=1700000000,v=0a,v=0b"), NOW);
		assertThat(parts.signatures()).containsExactly("0a", "0b");
		assertThat(parts.contents(SECRET)).extracting(RecipeReaderTests::text)
			.containsExactly("secret|more|1700000000|7|body");
	}

	@Test
	void refusesATimeThatIsTooFarAway() {
		assertRefused(this.request.withHeader("X-Signature", "t=1600000000,v=0a"), RejectionReason.TIMESTAMP_TOO_OLD);
	}

	@Test
	void refusesARequestWithoutSignature() {
		assertRefused(this.request, RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void refusesASignatureOfAnotherForm() {
		assertRefused(this.request.withHeader("X-Signature", "0a"), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void refusesABodyThatIsNotTheOneOfTheHash() {
		RecipeReader hashed = new RecipeReader(
				SignatureRecipe.builder().headers(List.of("X-Signature")).bodyHash("header:X-Hash").build());
		WebhookRequest signed = this.request.withHeader("X-Signature", "0a");
		assertThat(hashed
			.read(signed.withHeader("X-Hash", "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5"), NOW))
			.isNotNull();
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> hashed.read(signed.withHeader("X-Hash", "0a"), NOW))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void putsASignatureWhereItIsRead() {
		RecipeReader own = new RecipeReader(SignatureRecipe.builder()
			.headers(List.of("X-Signature"))
			.format("t={timestamp},v={signature}", SignatureEncoding.HEX)
			.contents(List.of("{timestamp}.{body}"))
			.build());
		WebhookRequest signed = own.sign(this.request, SECRET, NOW, HexFormat.of()::formatHex);
		assertThat(signed.headers().first("X-Signature")).isEqualTo("t=1700000000,v=313730303030303030302e626f6479");
		assertThat(own.read(signed, NOW).contents(SECRET).get(0))
			.isEqualTo(HexFormat.of().parseHex(own.read(signed, NOW).signatures().get(0)));
	}

	@Test
	void aRecipeHasToSayWhereTheSignatureIs() {
		SignatureRecipe recipe = SignatureRecipe.builder().build();
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new RecipeReader(recipe))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.header"));
	}

	@Test
	void aValueOfAContentHasToBeConfigured() {
		SignatureRecipeBuilder recipe = SignatureRecipe.builder().contents(List.of("{sorted:secret,value:key}"));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(recipe::build)
			.withMessageContaining("values.key");
	}

	@Test
	void valuesAreNotShown() {
		assertThat(new ConfiguredValues(Map.of("key", "hidden"))).hasToString("ConfiguredValues[key]");
	}

	private void assertRefused(WebhookRequest request, RejectionReason reason) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> this.reader.read(request, NOW))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
