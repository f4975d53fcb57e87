package dev.webhooks.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.preset.Presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ProviderRequest} with every preset: what it signs is accepted by a
 * provider that is configured with the secret that the test made.
 */
class SignedPresetsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	/** What nobody but the provider can sign, and why. */
	private static final Map<String, String> UNSIGNABLE = Map.of(//
			"aws-sns", "by the key of a certificate of Amazon's", //
			"microsoft-graph-rich", "by a key that Microsoft publishes", //
			"paypal", "by the key of a certificate of PayPal's", //
			"plaid", "by a key that Plaid is asked for");

	/** What is a part of each message, or is missed before the signature is. */
	private static final Map<String, RejectionReason> UNSIGNED = Map.of(//
			"box", RejectionReason.SIGNATURE_MALFORMED, //
			"paypal-ipn", RejectionReason.SIGNATURE_MISMATCH, //
			"salesforce", RejectionReason.SIGNATURE_MISMATCH);

	static List<String> signable() {
		return new Presets().names().stream().filter((preset) -> !UNSIGNABLE.containsKey(preset)).toList();
	}

	@ParameterizedTest
	@MethodSource("signable")
	void isAcceptedAndHasAnEvent(String preset) {
		ProviderRequest request = TestProviders.request(preset).at(NOW);
		List<WebhookEvent> events = Received.events(request.provider(), request.sign(), NOW);
		assertThat(events).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("signable")
	void isRefusedWhenItIsTamperedWith(String preset) {
		assertThat(refusal(TestProviders.request(preset).at(NOW).tampered()))
			.isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@ParameterizedTest
	@MethodSource("signable")
	void isRefusedWhenItIsNotSigned(String preset) {
		assertThat(refusal(TestProviders.request(preset).at(NOW).unsigned()))
			.isEqualTo(UNSIGNED.getOrDefault(preset, RejectionReason.SIGNATURE_MISSING));
	}

	@ParameterizedTest
	@MethodSource("signable")
	void isRefusedWhenAnotherSecretSigned(String preset) {
		SigningKeys other = SigningKeys.random(WebhookProvider.ofPreset(preset).settings());
		assertThat(refusal(TestProviders.request(preset).at(NOW).signedWith(other.signing())))
			.isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void allOthersOnlyTheProviderCanSign() {
		assertThat(UNSIGNABLE.keySet())
			.allSatisfy((preset) -> assertThatIllegalStateException().isThrownBy(() -> TestProviders.request(preset)));
	}

	private static RejectionReason refusal(ProviderRequest request) {
		SignedRequest signed = request.sign();
		try {
			Received.events(request.provider(), signed, NOW);
		}
		catch (WebhookRejectedException ex) {
			return ex.reason();
		}
		throw new AssertionError("The request was accepted: " + signed);
	}

}
