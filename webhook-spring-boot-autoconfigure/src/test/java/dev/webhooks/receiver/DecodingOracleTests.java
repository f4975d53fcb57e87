package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests that no answer tells what was wrong with an encrypted document: who can tell a
 * wrong padding from a wrong document decrypts by trying.
 */
class DecodingOracleTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final String KEY = "a secret of thirty-two bytes....";

	private static final String CHALLENGE = "{\"type\":\"url_verification\",\"token\":\"t0k3n\",\"challenge\":\"c\"}";

	private final WebhookProvider provider = WebhookProvider.named("acme")
		.secret(KEY)
		.with("signature.header", "X-Signature")
		.with("event.decoder", "aes-cbc")
		.with("event.payload", "body:/encrypt")
		.with("event.type", "body:/type")
		.with("verify-token", "t0k3n")
		.with("handshakes",
				List.of(Map.of("method", "POST", "signed", false, "when", List.of("body:/type=url_verification"),
						"verify-token", "body:/token", "response", Map.of("body", "{body:/challenge}"))))
		.build();

	@Test
	void whatIsWrongWithASignedDocumentIsNotTold() throws Exception {
		Set<Answer> answers = new LinkedHashSet<>();
		for (String payload : wrong()) {
			answers.add(answer(this.provider.signer().orElseThrow().sign(request(payload), NOW)));
		}
		assertThat(answers).singleElement().satisfies((answer) -> assertThat(answer.status()).isEqualTo(400));
	}

	@Test
	void whatIsWrongWithAnUnsignedDocumentIsNotTold() throws Exception {
		Set<Answer> answers = new LinkedHashSet<>();
		for (String payload : wrong()) {
			answers.add(answer(request(payload)));
		}
		answers.add(answer(request(encrypted(KEY, padded("{\"type\":\"other\"}", 16)))));
		assertThat(answers).singleElement().satisfies((answer) -> assertThat(answer.status()).isEqualTo(401));
	}

	@Test
	void whatTheWrongOnesDifferFromIsAnswered() throws Exception {
		assertThat(answer(request(encrypted(KEY, padded(CHALLENGE, 16)))).status()).isEqualTo(200);
		assertThat(answer(this.provider.signer()
			.orElseThrow()
			.sign(request(encrypted(KEY, padded("{\"type\":\"other\"}", 16))), NOW)).status()).isEqualTo(200);
	}

	/** Each last byte that a padding may have or not, and all else that may be wrong. */
	private static List<String> wrong() throws GeneralSecurityException {
		List<String> wrong = new ArrayList<>();
		for (int last = 0; last < 256; last++) {
			byte[] padded = padded("{\"type\":\"url_verif", 16);
			padded[padded.length - 1] = (byte) last;
			wrong.add(encrypted(KEY, padded));
		}
		wrong.add(encrypted("another key", padded(CHALLENGE, 16)));
		wrong.add(encrypted(KEY, padded("no document", 16)));
		wrong.add(encrypted(KEY, padded("", 16)));
		wrong.add(encrypted(KEY, padded(CHALLENGE, 16)).substring(0, 40));
		wrong.addAll(List.of("", "*", "AAAA", "A".repeat(64), "=".repeat(64)));
		return wrong;
	}

	private Answer answer(WebhookRequest request) {
		WebhookDispatcher dispatcher = mock(WebhookDispatcher.class);
		try {
			given(dispatcher.dispatch(any())).willReturn(new DispatchResult(true, null));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		InlineProcessor inline = new InlineProcessor(dispatcher,
				new LocalDeduplication(100, Duration.ofHours(1), () -> 0), new ReturnValues(new JsonMapper()),
				new PausedListeners(null, dispatcher, Clock.systemUTC()));
		WebhookReceiver receiver = new WebhookReceiver(new WebhookProviders(List.of(this.provider)),
				new RequestGuards(List.of(), List.of()), List.of(), inline, null, Clock.fixed(NOW, ZoneOffset.UTC));
		return Answer.of(receiver.receive("acme", request));
	}

	private static WebhookRequest request(String payload) {
		return TestEvents.request("POST", "{\"encrypt\":\"" + payload + "\"}", "Content-Type", "application/json");
	}

	private static byte[] padded(String text, int block) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int padding = block - bytes.length % block;
		byte[] padded = Arrays.copyOf(bytes, bytes.length + padding);
		Arrays.fill(padded, bytes.length, padded.length, (byte) padding);
		return padded;
	}

	private static String encrypted(String key, byte[] padded) throws GeneralSecurityException {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
		byte[] iv = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hash, "AES"), new IvParameterSpec(iv));
		byte[] all = Arrays.copyOf(iv, iv.length + padded.length);
		System.arraycopy(cipher.doFinal(padded), 0, all, iv.length, padded.length);
		return Base64.getEncoder().encodeToString(all);
	}

	private record Answer(int status, String headers, String body) {

		static Answer of(WebhookResponse response) {
			return new Answer(response.status(), response.headers().toString(),
					new String(response.body(), StandardCharsets.UTF_8));
		}

	}

}
