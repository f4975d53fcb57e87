package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EncryptedDocuments}.
 */
class EncryptedDocumentsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String DOCUMENT = "{\"name\":\"caf\u00e9\"}";

	private static final String DINGTALK_KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";

	@Test
	void encryptsTheExampleOfFeishu() {
		assertThat(EncryptedDocuments.aesCbc("test key", HexFormat.of().parseHex("3f7ef0f9564898d80f10ed5106127a46"),
				"hello world"))
			.isEqualTo("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=");
	}

	@Test
	void encryptsTheExampleOfDingTalk() {
		assertThat(EncryptedDocuments.aesCbcMessage(DINGTALK_KEY,
				"hU3bEfGZZewzhG5a".getBytes(StandardCharsets.US_ASCII), "suite4xxxxxxxxxxxxxxx",
				"{\"EventType\":\"check_create_suite_url\",\"Random\":\"LPIdSnlF\","
						+ "\"TestSuiteKey\":\"suite4xxxxxxxxxxxxxxx\"}"))
			.isEqualTo("1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+"
					+ "OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8P"
					+ "YrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ==");
	}

	@Test
	void encryptsAsPythonsCryptographyDoes() {
		assertThat(EncryptedDocuments.aesGcm("apiv3key-of-thirty-two-bytes-32b", "fdasflkja484", "transaction",
				"{\"out_trade_no\":\"1217752501201407033233368018\",\"trade_state\":\"SUCCESS\"}"))
			.isEqualTo("1FTMZDqWUYbzBwd1YZIonwdoYNVf5ydpVXtPWOcIwMRGmICYmaHacFYziekWu92vI/JL3Q5IE1MhUm"
					+ "PC72xIu2XMFDSDJr9hukzSB1sAUQTot5Kxkm/x");
	}

	@Test
	void whatIsEncryptedIsDecoded() {
		assertThat(decoded(EncryptedDocuments.base64(DOCUMENT), Map.of("event.payload", "base64:body:/encrypt")))
			.isEqualTo(DOCUMENT);
		assertThat(decoded(EncryptedDocuments.aesCbc(SignedRequests.SECRET, DOCUMENT),
				Map.of("event.payload", "body:/encrypt", "event.decoder", "aes-cbc")))
			.isEqualTo(DOCUMENT);
		assertThat(decoded(EncryptedDocuments.aesCbcMessage(DINGTALK_KEY, "suite", DOCUMENT),
				Map.of("event.payload", "body:/encrypt", "event.decoder", "aes-cbc-message", "event.decoding.key",
						"value:key", "values.key", DINGTALK_KEY, "event.decoding.receiver", "value:suite",
						"values.suite", "suite")))
			.isEqualTo(DOCUMENT);
		assertThat(decoded(EncryptedDocuments.aesGcm(SignedRequests.SECRET, "a nonce of 1", "", DOCUMENT), Map
			.of("event.payload", "body:/encrypt", "event.decoder", "aes-gcm", "event.decoding.nonce", "body:/nonce")))
			.isEqualTo(DOCUMENT);
	}

	@Test
	void noTwoDocumentsAreEncryptedAlike() {
		assertThat(EncryptedDocuments.aesCbc("key", DOCUMENT)).isNotEqualTo(EncryptedDocuments.aesCbc("key", DOCUMENT));
		assertThat(EncryptedDocuments.aesCbcMessage(DINGTALK_KEY, "suite", DOCUMENT))
			.isNotEqualTo(EncryptedDocuments.aesCbcMessage(DINGTALK_KEY, "suite", DOCUMENT));
	}

	@Test
	void aKeyOfAnotherLengthIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> EncryptedDocuments.aesGcm("short", "n", "", DOCUMENT));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EncryptedDocuments.aesCbcMessage("AAA", "suite", DOCUMENT));
	}

	private static String decoded(String payload, Map<String, Object> keys) {
		ConfigurableProvider configured = WebhookProvider.named("acme")
			.secret(SignedRequests.SECRET)
			.with("signature.header", "X-Signature");
		keys.forEach(configured::with);
		WebhookProvider provider = configured.build();
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/acme")
					.header("Content-Type", "application/json")
					.build(),
				"{\"nonce\":\"a nonce of 1\",\"encrypt\":\"" + payload + "\"}");
		ParsedRequest parsed = provider.parse(provider.signer().orElseThrow().sign(request, NOW));
		return new String(provider.documents().decode(provider.verify(parsed, NOW), parsed).document(),
				StandardCharsets.UTF_8);
	}

}
