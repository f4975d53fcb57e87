package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.ParsedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of the decoders, behind a genuine signature: the input is once what was
 * encrypted, padding and framing included, and once what came. It is decoded, or refused
 * as malformed.
 */
class DecodedPayloadsFuzzTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final String MESSAGE_KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";

	private static final byte[] NONCE = "fdasflkja484".getBytes(StandardCharsets.US_ASCII);

	private static final WebhookProvider CBC = provider(
			Map.of("event.decoder", "aes-cbc", "event.payload", "body:/encrypt", "event.type", "body:/type?"));

	private static final WebhookProvider MESSAGE = provider(Map.of("event.decoder", "aes-cbc-message", "event.payload",
			"body:/encrypt", "event.decoding.key", "value:key", "values.key", MESSAGE_KEY));

	private static final WebhookProvider GCM = provider(Map.of("event.decoder", "aes-gcm", "event.payload",
			"body:/encrypt", "event.decoding.nonce", "body:/nonce", "event.decoding.associated-data", "body:/data?"));

	private static final WebhookProvider BASE64 = provider(Map.of("event.payload", "base64:body:/encrypt"));

	private static final WebhookProvider TEXT = provider(
			Map.of("event.payload", "body:/encrypt", "event.decoder", "text"));

	@FuzzTest
	void whateverWasEncryptedIsDecodedOrMalformed(byte[] input) throws GeneralSecurityException {
		byte[] key = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8));
		byte[] iv = Arrays.copyOf(input, 16);
		decode(CBC, base64(join(iv, cbc(key, iv, input))));
		byte[] messageKey = Base64.getDecoder().decode(MESSAGE_KEY + "=");
		decode(MESSAGE, base64(cbc(messageKey, Arrays.copyOf(messageKey, 16), input)));
		byte[] sealed = gcm(input);
		assertThat(decode(GCM, base64(sealed))).isEqualTo(input.length > 0);
		assertThat(decode(GCM, base64(Arrays.copyOf(sealed, sealed.length - 1)))).isFalse();
		decode(BASE64, base64(input));
	}

	@FuzzTest
	void whateverCameIsDecodedOrMalformed(byte[] input) {
		String text = new String(input, StandardCharsets.ISO_8859_1).replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replaceAll("\\p{Cntrl}", " ");
		assertThat(decode(CBC, text)).isFalse();
		assertThat(decode(MESSAGE, text)).isFalse();
		assertThat(decode(GCM, text)).isFalse();
		decode(BASE64, text);
		decode(TEXT, text);
	}

	private static boolean decode(WebhookProvider provider, String payload) {
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://a/").header("Content-Type", "application/json").build(),
				"{\"nonce\":\"fdasflkja484\",\"encrypt\":\"" + payload + "\"}");
		ParsedRequest parsed = provider.parse(provider.signer().orElseThrow().sign(request, NOW));
		try {
			provider.documents().decode(provider.verify(parsed, NOW), parsed);
			return true;
		}
		catch (WebhookRejectedException ex) {
			assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD);
			return false;
		}
	}

	/** What stands at the end is the padding, whatever it is. */
	private static byte[] cbc(byte[] key, byte[] iv, byte[] padded) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
		return cipher.doFinal(padded, 0, padded.length / 16 * 16);
	}

	private static byte[] gcm(byte[] input) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "AES"),
				new GCMParameterSpec(128, NONCE));
		return cipher.doFinal(input);
	}

	private static WebhookProvider provider(Map<String, Object> keys) {
		ConfigurableProvider provider = WebhookProvider.named("fuzzed")
			.secret(SECRET)
			.with("signature.header", "X-Signature");
		keys.forEach(provider::with);
		return provider.build();
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
