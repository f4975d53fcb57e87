package dev.webhooks.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookPayloadDecoder;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.VerifiedWebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Documents that requests carry encrypted, signed or wrapped, as providers do it. Where
 * their documents do not show an example with its key, Python's {@code cryptography} has
 * made it.
 */
class DecodedPayloadsTests {

	private static final Instant NOW = Instant.ofEpochSecond(1700000000);

	private static final String SECRET = "a secret of thirty-two bytes....";

	/** Feishu's documents have {@code hello world} of this, with the key "test key". */
	private static final String FEISHU_HELLO = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=";

	private static final String FEISHU_EVENT = "AAECAwQFBgcICQoLDA0ODzksK1XHDGhxTlKJKwLymcMyd1nZHD+oH9xjSv/KOaKKf4vQnZ"
			+ "RIrnzziAYHjxCYFlNF//li9XjHV2b507XcgKxhCSyVMCN6hbmJN/AgrhQz553nf1Vp5scpFS3DBQVnHjRKiUPNLS4vZP8kV83J/8CeC"
			+ "Zja4iRkOVBx5o+a4c3J";

	private static final String FEISHU_CHALLENGE = "AAECAwQFBgcICQoLDA0ODw9mLTIAZS9jAmGTQ1wAhHpnBHVL2wRjH9rPunQdQC1vLjs"
			+ "ckayA10kZ8cPwtb62F8rC7JprUPR/4S2aZihfR+p8npX7UzWPithZmfKIPZgE";

	/** The example of DingTalk's documents. */
	private static final String DINGTALK = "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+"
			+ "OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8P"
			+ "YrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ==";

	private static final String DINGTALK_KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";

	private static final String GCM = "1FTMZDqWUYbzBwd1YZIonwdoYNVf5ydpVXtPWOcIwMRGmICYmaHacFYziekWu92vI/JL3Q5IE1MhUm"
			+ "PC72xIu2XMFDSDJr9hukzSB1sAUQTot5Kxkm/x";

	private static final String PAID = "{\"out_trade_no\":\"1217752501201407033233368018\",\"trade_state\":\"SUCCESS\"}";

	@Test
	void googlesPubSubHasItInBase64() {
		WebhookProvider provider = hmac(Map.of("event.payload", "base64:body:/message/data", "event.type", "body:/kind",
				"event.id", "envelope:/message/messageId"));
		WebhookEvent event = event(provider, "{\"message\":{\"data\":\"" + base64("{\"kind\":\"bucket.changed\"}")
				+ "\",\"messageId\":\"136969346945\"},\"subscription\":\"projects/p/subscriptions/s\"}");
		assertThat(event.type()).isEqualTo("bucket.changed");
		assertThat(event.id()).isEqualTo("136969346945");
		assertThat(event.payload()).asString().isEqualTo("{\"kind\":\"bucket.changed\"}");
	}

	@Test
	void aDocumentMayBeTextInAnotherOrXml() {
		WebhookProvider provider = hmac(Map.of("event.payload", "body:/Message", "event.type", "body:/order/state"));
		assertThat(event(provider, "{\"Message\":\"{\\\"order\\\":{\\\"state\\\":\\\"paid\\\"}}\"}").type())
			.isEqualTo("paid");
		assertThat(event(provider, "{\"Message\":\"<x><order><state>sent</state></order></x>\"}").payload()).asString()
			.contains("\"state\":\"sent\"");
	}

	@Test
	void weChatPayEncryptsByAesGcm() {
		WebhookEvent event = event(weChatPay(), weChatPay(GCM, "fdasflkja484", "transaction"));
		assertThat(event.type()).isEqualTo("TRANSACTION.SUCCESS");
		assertThat(event.id()).isEqualTo("EV-2018022511223320873");
		assertThat(event.payload()).asString().isEqualTo(PAID);
	}

	static Stream<String> forgedWeChatPay() {
		byte[] changed = Base64.getDecoder().decode(GCM);
		changed[changed.length - 1] ^= 1;
		return Stream.of(weChatPay(Base64.getEncoder().encodeToString(changed), "fdasflkja484", "transaction"),
				weChatPay(GCM, "fdasflkja485", "transaction"), weChatPay(GCM, "fdasflkja484", "refund"),
				weChatPay(GCM, "", "transaction"), weChatPay("", "fdasflkja484", "transaction"),
				weChatPay("AAAA", "fdasflkja484", "transaction"), weChatPay("*", "fdasflkja484", "transaction"),
				"{\"resource\":{}}", "{}", "[]", "{", "");
	}

	@ParameterizedTest
	@MethodSource("forgedWeChatPay")
	void whatIsNotSoEncryptedIsMalformed(String body) {
		assertMalformed(weChatPay(), body);
	}

	/** A tag that is shorter is found out by trying. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 4, 8, 12, 15 })
	void aTagThatIsCutOffIsMalformed(int length) {
		byte[] sealed = Base64.getDecoder().decode(GCM);
		byte[] cut = Arrays.copyOf(sealed, sealed.length - 16 + length);
		assertMalformed(weChatPay(), weChatPay(Base64.getEncoder().encodeToString(cut), "fdasflkja484", "transaction"));
	}

	@Test
	void feishuEncryptsByAesCbcWithTheHashOfAKey() {
		WebhookEvent event = event(feishu("test key"), "{\"encrypt\":\"" + FEISHU_EVENT + "\"}");
		assertThat(event.type()).isEqualTo("contact.user_group.created_v3");
		assertThat(event.id()).isEqualTo("f7984f25108f8137722bb63cee927e66");
	}

	@Test
	void theExampleOfFeishuIsDecrypted() {
		WebhookProvider provider = feishu("test key");
		WebhookRequest request = signed(provider, "{\"encrypt\":\"" + FEISHU_HELLO + "\"}");
		ParsedRequest parsed = provider.parse(request);
		assertThat(provider.documents().decode(provider.verify(parsed, NOW), parsed).document()).asString()
			.isEqualTo("hello world");
	}

	static Stream<String> forgedFeishu() {
		byte[] bytes = Base64.getDecoder().decode(FEISHU_EVENT);
		Stream.Builder<String> forged = Stream.builder();
		for (int bit = 0; bit < 8; bit++) {
			byte[] changed = bytes.clone();
			changed[changed.length - 17] ^= (byte) (1 << bit);
			forged.add(Base64.getEncoder().encodeToString(changed));
		}
		for (int length : new int[] { 0, 15, 16, 17, 31, bytes.length - 1, bytes.length - 16 }) {
			forged.add(Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length)));
		}
		return forged.add("*").build();
	}

	/** Whoever learns what is wrong with a padding can decrypt by trying. */
	@ParameterizedTest
	@MethodSource("forgedFeishu")
	void wrongPaddingAndWrongDocumentsAreRefusedAlike(String encrypted) {
		assertMalformed(feishu("test key"), "{\"encrypt\":\"" + encrypted + "\"}");
	}

	@Test
	void anotherKeyIsMalformed() {
		assertMalformed(feishu("another key"), "{\"encrypt\":\"" + FEISHU_EVENT + "\"}");
	}

	@Test
	void anEncryptedChallengeIsAnsweredWithoutSignature() {
		WebhookResponse answer = feishu("test key").handshakes()
			.answerUnverified(json("{\"encrypt\":\"" + FEISHU_CHALLENGE + "\"}"));
		assertThat(answer).isNotNull();
		assertThat(answer.body()).asString().isEqualTo("{\"challenge\":\"ajls384kdjx98XX\"}");
	}

	@Test
	void anEncryptedEventIsNoChallenge() {
		assertThat(feishu("test key").handshakes().answerUnverified(json("{\"encrypt\":\"" + FEISHU_EVENT + "\"}")))
			.isNull();
	}

	@Test
	void aChallengeByAnotherKeyIsNone() {
		Handshakes handshakes = feishu("another key").handshakes();
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> handshakes.answerUnverified(json("{\"encrypt\":\"" + FEISHU_CHALLENGE + "\"}")));
	}

	@ParameterizedTest
	@CsvSource({ "base64,eyJ0eXBlIjoidXJsX3ZlcmlmaWNhdGlvbiJ9", "text,'{\\\"type\\\":\\\"url_verification\\\"}'" })
	void whatAnybodyCanMakeIsNotDecodedWithoutSignature(String decoder, String encoded) {
		WebhookProvider provider = provider(with(
				Map.of("signature.header", "X-Signature", "event.payload", "body:/data", "handshakes",
						List.of(Map.of("method", "POST", "signed", false, "when",
								List.of("body:/type=url_verification"), "response", Map.of("body", "pong")))),
				"event.decoder", decoder), SECRET);
		assertThat(provider.handshakes().answerUnverified(json("{\"data\":\"" + encoded + "\"}"))).isNull();
	}

	@Test
	void dingTalkEncryptsMessagesForAReceiver() {
		WebhookEvent event = event(dingTalk("suite4xxxxxxxxxxxxxxx"), "{\"encrypt\":\"" + DINGTALK + "\"}");
		assertThat(event.type()).isEqualTo("check_create_suite_url");
		assertThat(event.payload()).asString()
			.isEqualTo("{\"EventType\":\"check_create_suite_url\",\"Random\":\"LPIdSnlF\","
					+ "\"TestSuiteKey\":\"suite4xxxxxxxxxxxxxxx\"}");
	}

	@Test
	void aMessageForSomebodyElseIsMalformed() {
		assertMalformed(dingTalk("suite5"), "{\"encrypt\":\"" + DINGTALK + "\"}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 16, 32, 144 })
	void aMessageThatIsCutOffIsMalformed(int length) {
		byte[] cut = Arrays.copyOf(Base64.getDecoder().decode(DINGTALK), length);
		assertMalformed(dingTalk("suite4xxxxxxxxxxxxxxx"),
				"{\"encrypt\":\"" + Base64.getEncoder().encodeToString(cut) + "\"}");
	}

	@Test
	void whatIsDecodedIsTheBodyThatIsKept() {
		WebhookEvent event = event(hmac(Map.of("event.payload", "base64:body:/data")), "{\"data\":\"e30=\"}");
		assertThat(event.body()).asString().isEqualTo("{}");
	}

	@Test
	void whatWasReceivedIsKeptInstead() {
		WebhookProvider provider = hmac(Map.of("event.payload", "base64:body:/data", "event.store", "received"));
		WebhookEvent event = event(provider, "{\"data\":\"e30=\"}");
		assertThat(event.body()).asString().isEqualTo("{\"data\":\"e30=\"}");
		assertThat(event.payload()).asString().isEqualTo("{}");
		assertThat(provider.documents().decodeStored(json("{\"data\":\"e30=\"}"))).asString().isEqualTo("{}");
	}

	@Test
	void aStoredEventIsDecodedWithASecretThatIsStillThere() {
		WebhookProvider provider = provider(Map.of("signature.header", "X-Signature", "event.payload", "body:/encrypt",
				"event.decoder", "aes-cbc", "event.store", "received"), "a newer key", "test key");
		assertThat(provider.documents().decodeStored(json("{\"encrypt\":\"" + FEISHU_EVENT + "\"}"))).asString()
			.startsWith("{\"schema\":\"2.0\"");
	}

	@Test
	void aDecoderOfTheApplicationIsChosenByItsName() {
		assertThat(event(custom((request) -> "{\"type\":\"own\"}".getBytes(StandardCharsets.UTF_8)), "?").type())
			.isEqualTo("own");
	}

	static Stream<WebhookPayloadDecoder> failing() {
		return Stream.of((request) -> {
			throw new IllegalStateException("S3CR3T");
		}, (request) -> {
			throw new WebhookRejectedException(RejectionReason.SIGNATURE_MISMATCH, "S3CR3T");
		}, (request) -> {
			throw new IOException("S3CR3T");
		}, (request) -> {
			throw new StackOverflowError("S3CR3T");
		}, (request) -> {
			throw new OutOfMemoryError("S3CR3T");
		}, (request) -> {
			throw new NoClassDefFoundError("S3CR3T");
		}, (request) -> null, (request) -> new byte[0], (request) -> new byte[1024 * 1024 + 1]);
	}

	@ParameterizedTest
	@MethodSource("failing")
	void whatADecoderRefusesIsMalformed(WebhookPayloadDecoder decoder) {
		assertMalformed(custom(decoder), "{}");
	}

	@Test
	void aDecoderMaySayThatItIsNotTheRequestsFault() {
		WebhookProvider provider = custom((request) -> {
			throw new WebhookRejectedException(RejectionReason.VERDICT_UNKNOWN, "The key service is away");
		});
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> event(provider, "{}"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.VERDICT_UNKNOWN));
	}

	@ParameterizedTest
	@CsvSource({ "event.decoder,rot13,event.decoder", "event.decoder,aes-cbc,event.payload",
			"event.decoder,jwt,event.decoder" })
	void whatCannotBeDecodedStopsTheStart(String key, String value, String named) {
		assertRefused(Map.of(key, value), named);
	}

	@Test
	void keysAndNoncesThatAreMissingStopTheStart() {
		Map<String, Object> gcm = Map.of("event.decoder", "aes-gcm", "event.payload", "body:/c", "event.decoding.key",
				"value:key", "values.key", "apiv3key-of-thirty-two-bytes-32b");
		assertRefused(gcm, "event.decoding.nonce");
		assertRefused(with(gcm, "event.decoding.nonce", "body:/n", "values.key", "too short"), "values.key");
		assertRefused(with(gcm, "event.decoding.nonce", "body:/n", "event.decoding.key", "value:other"),
				"event.decoding.key");
		assertRefused(with(gcm, "event.decoding.nonce", "body:/n", "event.decoding.key", "body:/key"),
				"event.decoding.key");
		assertRefused(with(gcm, "event.decoder", "aes-cbc-message"), "values.key");
		assertRefused(Map.of("event.payload", "base64:body:/data", "event.store", "received", "event.split", "body:"),
				"event.store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "header:Authorization", "{header:cookie}", "header:Proxy-Authorization?", "url" })
	void whatIsDecodedOfThingsThatAreNotStoredCannotBeKeptAsItCame(String payload) {
		Map<String, Object> keys = Map.of("event.payload", payload, "event.decoder", "base64");
		assertThat(hmac(keys)).isNotNull();
		assertRefused(with(keys, "event.store", "received"), "event.store");
		assertRefused(
				with(Map.of("event.payload", "body:/c", "event.decoder", "aes-gcm", "event.decoding.nonce", payload),
						"event.store", "received"),
				"event.store");
	}

	@ParameterizedTest
	@CsvSource({ "header:Cookie-Policy,base64", "query:authorization,base64", "body:/c,aes-cbc" })
	void whatIsStoredCanBeKeptAsItCame(String payload, String decoder) {
		assertThat(hmac(Map.of("event.payload", payload, "event.decoder", decoder, "event.store", "received")))
			.isNotNull();
	}

	@Test
	void aTokenInACredentialCannotBeKeptAsItCame() {
		Map<String, Object> token = Map.of("signature.scheme", "jwt", "signature.algorithm", "HS256",
				"signature.location", "header:Authorization", "event.decoder", "jwt");
		assertThat(provider(token, SECRET)).isNotNull();
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> provider(with(token, "event.store", "received"), SECRET))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.store"));
	}

	@Test
	void whatIsDecryptedByTheSecretOfATenantCannotBeKeptAsItCame() {
		SecretSources sources = new SecretSources(null, (provider, tenant) -> List.of(SECRET), null,
				SecretSources.CONFIGURED.limits());
		ProviderFactory factory = ProviderFactory.builder().secrets(sources).build();
		ConfigurableProvider provider = WebhookProvider.named("example")
			.with("signature.header", "X-Signature")
			.with("event.payload", "body:/encrypt")
			.with("event.decoder", "aes-cbc");
		assertThat(factory.create("example", provider.settings())).isNotNull();
		ProviderSettings received = provider.with("event.store", "received").settings();
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> factory.create("example", received))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.store"));
		assertThat(factory.create("example", provider.with("event.decoder", "base64").settings())).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "aes-cbc", "aes-cbc-message" })
	void nothingIsDecryptedThatWasNotVerified(String decoder) {
		Map<String, Object> keys = Map.of("signature.scheme", "none", "event.decoder", decoder, "event.payload",
				"body:/encrypt", "event.decoding.key", "value:key", "values.key", DINGTALK_KEY);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> provider(keys))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.decoder"));
	}

	@Test
	void aCipherThatTellsWhatIsGenuineNeedsNoSignature() {
		assertThat(provider(Map.of("signature.scheme", "none", "event.decoder", "aes-gcm", "event.payload", "body:/c",
				"event.decoding.nonce", "body:/n", "event.decoding.key", "value:key", "values.key",
				"apiv3key-of-thirty-two-bytes-32b")))
			.isNotNull();
	}

	private static WebhookProvider weChatPay() {
		return hmac(Map.of("event.decoder", "aes-gcm", "event.payload", "body:/resource/ciphertext",
				"event.decoding.nonce", "body:/resource/nonce", "event.decoding.associated-data",
				"body:/resource/associated_data?", "event.decoding.key", "value:api-v3-key", "values.api-v3-key",
				"apiv3key-of-thirty-two-bytes-32b", "event.type", "envelope:/event_type", "event.id", "envelope:/id"));
	}

	private static String weChatPay(String ciphertext, String nonce, String associatedData) {
		return ("{\"id\":\"EV-2018022511223320873\",\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":{"
				+ "\"algorithm\":\"AEAD_AES_256_GCM\",\"ciphertext\":\"%s\",\"nonce\":\"%s\",\"associated_data\":\"%s\"}}")
			.formatted(ciphertext, nonce, associatedData);
	}

	private static WebhookProvider feishu(String key) {
		return provider(
				Map.of("signature.header", "X-Signature", "event.decoder", "aes-cbc", "event.payload", "body:/encrypt",
						"event.type", "body:/header/event_type", "event.id", "body:/header/event_id", "verify-token",
						"xxxxxx", "handshakes",
						List.of(Map
							.of("method", "POST", "signed", false, "when", List.of("body:/type=url_verification"),
									"verify-token", "body:/token", "response", Map.of("content-type",
											"application/json", "body", "{\"challenge\":\"{body:/challenge}\"}")))),
				key);
	}

	private static WebhookProvider dingTalk(String receiver) {
		return hmac(Map.of("event.decoder", "aes-cbc-message", "event.payload", "body:/encrypt", "event.decoding.key",
				"value:aes-key", "values.aes-key", DINGTALK_KEY, "event.decoding.receiver", "value:suite-key",
				"values.suite-key", receiver, "event.type", "body:/EventType"));
	}

	private static WebhookProvider custom(WebhookPayloadDecoder decoder) {
		return ProviderFactory.builder()
			.decoders(Map.of("own", decoder))
			.build()
			.create("example",
					WebhookProvider.named("example")
						.secret(SECRET)
						.with("signature.header", "X-Signature")
						.with("event.decoder", "own")
						.with("event.type", "body:/type")
						.settings())
			.build();
	}

	private static WebhookProvider hmac(Map<String, Object> keys) {
		return provider(with(keys, "signature.header", "X-Signature"), SECRET);
	}

	private static WebhookProvider provider(Map<String, Object> keys, String... secrets) {
		ConfigurableProvider provider = WebhookProvider.named("example").secrets(secrets);
		keys.forEach(provider::with);
		return provider.build();
	}

	private static Map<String, Object> with(Map<String, Object> keys, String... more) {
		Map<String, Object> all = new HashMap<>(keys);
		for (int i = 0; i < more.length; i += 2) {
			all.put(more[i], more[i + 1]);
		}
		return all;
	}

	private static WebhookEvent event(WebhookProvider provider, String body) {
		ParsedRequest parsed = provider.parse(signed(provider, body));
		VerifiedWebhookRequest verified = provider.verify(parsed, NOW);
		return provider.events(verified, provider.documents().decode(verified, parsed)).get(0);
	}

	private static void assertMalformed(WebhookProvider provider, String body) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> event(provider, body))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("S3CR3T"));
	}

	private static void assertRefused(Map<String, Object> keys, String named) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> hmac(keys))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(named));
	}

	private static WebhookRequest signed(WebhookProvider provider, String body) {
		RequestSigner signer = provider.signer().orElseThrow();
		return signer.sign(json(body), NOW);
	}

	private static WebhookRequest json(String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.header("Content-Type", "application/json")
			.build(), body);
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
