package dev.webhooks.signature;

import dev.webhooks.test.ComputedMacs;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.provider.SignatureSchemes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts how many MACs a request costs.
 */
class HmacCostTests {

	private final ComputedMacs computed = new ComputedMacs();

	@BeforeEach
	void begin() {
		this.computed.begin();
	}

	@AfterEach
	void end() {
		this.computed.end();
	}

	@ParameterizedTest
	@CsvSource({ "1,1,1", "16,1,1", "17,1,0", "10000,1,0", "1,3,3", "16,3,3", "17,3,0" })
	void oneMacIsComputedForEachSecretHoweverManySignaturesThereAre(int signatures, int secrets, int expected) {
		SignatureRecipe recipe = SignatureRecipe.builder()
			.headers(List.of("X-Signature"))
			.format("t={timestamp},v1={signature}", SignatureEncoding.HEX)
			.algorithm("sha256")
			.contents(List.of("{body}"))
			.build();
		SignatureScheme scheme = new SignatureSchemes(Map.of()).create("hmac", recipe);
		List<Secret> all = List.of(Secret.of("one"), Secret.of("two"), Secret.of("three")).subList(0, secrets);
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://hooks.example.com/in/acme")
			.header("X-Signature", "t=1700000000" + ",v1=00".repeat(signatures))
			.build();
		scheme.verify(new WebhookRequest(head, "{}"), all, Instant.ofEpochSecond(1700000000));
		assertThat(this.computed.contents()).hasSize(expected);
	}

}
