package dev.webhooks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.EncryptedDocuments;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DingTalk's test of an endpoint, which takes nothing for an answer but an encrypted
 * {@code success}: the listener gives it.
 */
class EncryptedAnswersTests {

	private static final String TOKEN = "the token of the suite";

	private static final String KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";

	private static final String SUITE = "suite4xxxxxxxxxxxxxxx";

	private static final String TIME = "1783610513000";

	private static final String PROVIDER = "webhooks.providers.dingtalk.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withBean(Clock.class, () -> new MutableClock(Instant.ofEpochMilli(Long.parseLong(TIME))))
		.withBean(Suite.class)
		.withPropertyValues(PROVIDER + "secret=" + TOKEN, PROVIDER + "values.aes-key=" + KEY,
				PROVIDER + "values.suite-key=" + SUITE, PROVIDER + "signature.scheme=hash",
				PROVIDER + "signature.algorithm=sha1", PROVIDER + "signature.location=query:signature",
				PROVIDER + "signature.content={sorted:secret,timestamp,query:nonce,body:/encrypt}",
				PROVIDER + "signature.timestamp=query:timestamp", PROVIDER + "signature.timestamp-unit=millis",
				PROVIDER + "event.decoder=aes-cbc-message", PROVIDER + "event.payload=body:/encrypt",
				PROVIDER + "event.decoding.key=value:aes-key", PROVIDER + "event.decoding.receiver=value:suite-key",
				PROVIDER + "event.type=body:/EventType", PROVIDER + "processing=inline");

	@Test
	void theTestOfTheUrlIsAnsweredByTheListener() {
		this.contextRunner.run((context) -> {
			WebhookResponse answer = context.getBean(WebhookReceiver.class)
				.receive("dingtalk", request("{\"EventType\":\"check_url\"}"));
			assertThat(answer.status()).isEqualTo(200);
			JsonNode json = new JsonMapper().readTree(answer.body());
			String encrypted = json.get("encrypt").asString();
			assertThat(json.get("msg_signature").asString())
				.isEqualTo(signature(json.get("timeStamp").asString(), json.get("nonce").asString(), encrypted));
			assertThat(decrypt(encrypted)).isEqualTo("success" + SUITE);
		});
	}

	private static WebhookRequest request(String document) {
		String encrypted = EncryptedDocuments.aesCbcMessage(KEY, SUITE, document);
		String url = "https://example.com/webhooks/dingtalk?signature=" + signature(TIME, "n1", encrypted)
				+ "&timestamp=" + TIME + "&nonce=n1";
		return new WebhookRequest(WebhookRequestHead.builder("POST", url)
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.build(), "{\"encrypt\":\"" + encrypted + "\"}");
	}

	private static String signature(String time, String nonce, String encrypted) {
		String content = Stream.of(TOKEN, time, nonce, encrypted).sorted().collect(Collectors.joining());
		try {
			byte[] hash = MessageDigest.getInstance("SHA-1").digest(content.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The text and whom it is for, behind 16 random bytes and the length of the text. */
	private static String decrypt(String encrypted) throws Exception {
		byte[] key = Base64.getDecoder().decode(KEY + "=");
		Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
		byte[] message = cipher.doFinal(Base64.getDecoder().decode(encrypted));
		int padding = message[message.length - 1];
		assertThat(ByteBuffer.wrap(message, 16, 4).getInt()).isEqualTo("success".length());
		return new String(message, 20, message.length - 20 - padding, StandardCharsets.UTF_8);
	}

	static class Suite {

		@WebhookListener(provider = "dingtalk")
		Map<String, String> on(WebhookEvent event) {
			String encrypted = EncryptedDocuments.aesCbcMessage(KEY, SUITE, "success");
			return Map.of("msg_signature", signature(TIME, "n2", encrypted), "timeStamp", TIME, "nonce", "n2",
					"encrypt", encrypted);
		}

	}

}
