package dev.webhooks.guard;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.provider.SignatureSchemes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link HttpsGuard}.
 */
class HttpsGuardTests {

	private final WebhookProvider provider = WebhookProvider.builder("acme")
		.verifier(new RequestVerifier(new SignatureSchemes(Map.of()).create("none", SignatureRecipe.builder().build()),
				List.of()))
		.build();

	private final WebhookRequestHead.Builder head = WebhookRequestHead.builder("POST", "http://a.example");

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.7", "2001:db8::7", "unknown" })
	void refusesWhatComesInTheClearFromElsewhere(String address) {
		assertRefused(this.head.from(address, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1", "10.1.2.3" })
	void acceptsWhatAProxyNearbyPassesOnInTheClear(String address) {
		assertThatCode(() -> check(this.head.from(address, false))).doesNotThrowAnyException();
	}

	@Test
	void acceptsWhatComesByHttps() {
		assertThatCode(() -> check(this.head.from("203.0.113.7", true))).doesNotThrowAnyException();
	}

	@Test
	void refusesWhatComesFromNobodyKnowsWhere() {
		assertRefused(this.head);
	}

	private void assertRefused(WebhookRequestHead.Builder refused) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> check(refused))
			.extracting(WebhookRejectedException::reason)
			.isEqualTo(RejectionReason.INSECURE_TRANSPORT);
	}

	private void check(WebhookRequestHead.Builder checked) {
		new HttpsGuard().check(this.provider, checked.build());
	}

}
