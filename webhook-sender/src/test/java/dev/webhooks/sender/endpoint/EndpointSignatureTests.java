package dev.webhooks.sender.endpoint;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EndpointSignature}.
 */
class EndpointSignatureTests {

	private static void assertInvalid(Map<String, String> keys, String key) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new EndpointSignature(keys))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

	@Test
	void standardWebhooksComeInTwoWays() {
		assertThat(EndpointSignature.V1.provider().settings().signature().scheme()).isEqualTo("hmac");
		assertThat(EndpointSignature.V1A.provider().settings().signature().scheme()).isEqualTo("ed25519");
	}

	@Test
	void aRecipeNamesTheHeadersOfIdTypeAndTime() {
		EndpointSignature signature = new EndpointSignature(
				Map.of("header", "X-Signature", "format", "v0={signature}", "content", "v0:{timestamp}:{body}",
						"timestamp-header", "X-Time", "id-header", "X-Id", "type-header", "X-Type"));
		assertThat(signature.provider().settings().event().id()).containsExactly("header:X-Id");
		assertThat(signature.provider().settings().event().type()).containsExactly("header:X-Type");
		assertThat(signature.provider().settings().signature().timestamp()).containsExactly("header:X-Time");
	}

	@ParameterizedTest
	@CsvSource({ "hmac, text", "hmac, base64", "hmac, hex", "hmac, whsec", "token, text" })
	void isARecipeForSecretsOfAForm(String scheme, String encoding) {
		Map<String, String> keys = Map.of("scheme", scheme, "header", "X-Signature", "secret-encoding", encoding);
		assertThat(new EndpointSignature(keys).keys()).isEqualTo(keys);
	}

	@Test
	void aKeyPairAndAPasswordCanBeUsed() {
		assertThat(new EndpointSignature(
				Map.of("scheme", "ed25519", "header", "X-Signature", "encoding", "hex", "secret-encoding", "base64"))
			.keys()).hasSize(4);
		assertThat(new EndpointSignature(Map.of("scheme", "basic")).keys()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "preset, stripe, signature.preset", "scheme, jwt, signature.scheme", "scheme, none, signature.scheme",
			"scheme, rsa, signature.scheme", "callback.url, https://example.com, signature",
			"jwt.jwks-url, https://example.com, signature", "certificate.url, https://example.com, signature",
			"tolerance, 5m, signature", "each, body:/a, signature", "secret-encoding, sha1, signature.secret-encoding",
			"algorithm, '', signature.algorithm", "format, none, signature.format",
			"algorithm, sha3, signature.algorithm" })
	void isNoneForCustomers(String key, String value, String invalid) {
		assertInvalid(key.equals("preset") || key.equals("scheme") ? Map.of(key, value)
				: Map.of(key, value, "header", "X-Signature"), invalid);
	}

	@Test
	void aPresetStandsAlone() {
		assertInvalid(Map.of("preset", "standard-webhooks", "header", "X"), "signature.preset");
	}

	@Test
	void aRecipeSaysWhereTheSignatureIs() {
		assertInvalid(Map.of(), "signature.header");
	}

	@Test
	void aRecipeThatSignsTheTimeSaysWhereItIs() {
		assertInvalid(Map.of("header", "X-Signature", "content", "{timestamp}.{body}"), "signature.content");
	}

	@Test
	void valuesHaveALimitOfCharacters() {
		assertInvalid(Map.of("header", "x".repeat(501)), "signature.header");
	}

}
