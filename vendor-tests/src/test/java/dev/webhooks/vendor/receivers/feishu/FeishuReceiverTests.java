package dev.webhooks.vendor.receivers.feishu;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Feishu, which encrypts by AES-CBC, hashes with its key, and tests the endpoint with an
 * encrypted challenge that is not signed. Its library receives, and the JDK encrypts.
 *
 * @see <a href=
 * "https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case">Its
 * documents</a>
 */
class FeishuReceiverTests {

	private static final String KEY = "test key";

	private static final String TOKEN = "rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("FEISHU_ENCRYPT_KEY", KEY)
		.with("FEISHU_VERIFICATION_TOKEN", TOKEN);

	@Test
	void anEncryptedChallengeIsAnswered() throws Exception {
		receivers.send(request(encrypted(challenge(TOKEN))))
			.answer(200, "{\"challenge\":\"ajls384kdjx98XX\"}")
			.andDoNothing();
	}

	@Test
	void aMessageIsRead() throws Exception {
		receivers.send(signed(message("1"), 0))
			.answer(200, "{\"msg\":\"success\"}")
			.andDo("read", "om_5ce6d572455d361153b7cb51da133945", "ou_84aad35d084aa403a838cf73ee18467",
					"{\"text\":\"@_user_1 hello\"}", "Tom");
	}

	@Test
	void afterwardsAMessageIsReadOnce() throws Exception {
		receivers.sendAfter(signed(message("2"), 0)).answer(200).andDoOneThing();
		receivers.sendAfter(signed(message("2"), 1)).answer(200, "{\"msg\":\"success\"}").andDoNothing();
	}

	@Test
	void afterwardsAnOldMessageIsRefused() throws Exception {
		receivers.sendAfter(signed(message("3"), 301)).answer(401).andDoNothing();
	}

	/**
	 * The library answers 500: Feishu wants 200, and takes anything else for a failure.
	 */
	@Test
	void afterwardsAForgedMessageIsRefused() throws Exception {
		receivers.sendAfter(signed(message("4"), 0).header("X-Lark-Request-Nonce", "other")).answer(401).andDoNothing();
	}

	@Test
	void afterwardsAChallengeOfAnotherApplicationIsRefused() throws Exception {
		receivers.sendAfter(request(encrypted(challenge("another")))).answer(401).andDoNothing();
	}

	@Test
	void aFailureHasTheMessageDeliveredAgain() throws Exception {
		VendorRequest request = signed(message("5"), 0);
		receivers.sendWhileFailing(request).answer(500).andDoNothing();
		receivers.send(request)
			.answer(200)
			.andDo("read", "om_5ce6d572455d361153b7cb51da133945", "ou_84aad35d084aa403a838cf73ee18467",
					"{\"text\":\"@_user_1 hello\"}", "Tom");
	}

	private static String challenge(String token) {
		return "{\"challenge\":\"ajls384kdjx98XX\",\"token\":\"" + token + "\",\"type\":\"url_verification\"}";
	}

	private static String message(String id) {
		return """
				{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c0%s","token":"%s",\
				"event_type":"im.message.receive_v1","create_time":"1608725989000","app_id":"cli_9f5343c580712544",\
				"tenant_key":"2ca1d211f64f6438"},"event":{"sender":{"sender_id":{"union_id":"on_8ed6aa67826108097d9ee143816345",\
				"user_id":"e33ggbyz","open_id":"ou_84aad35d084aa403a838cf73ee18467"},"sender_type":"user"},\
				"message":{"message_id":"om_5ce6d572455d361153b7cb51da133945","create_time":"1609073151345",\
				"chat_id":"oc_5ce6d572455d361153b7xx51da133945","chat_type":"group","message_type":"text",\
				"content":"{\\"text\\":\\"@_user_1 hello\\"}","mentions":[{"key":"@_user_1","name":"Tom",\
				"id":{"open_id":"ou_84aad35d084aa403a838cf73ee18467"},"tenant_key":"736588c9260f175e"}]}}}"""
			.formatted(id, TOKEN);
	}

	private static VendorRequest signed(String document, int age) throws Exception {
		String body = encrypted(document);
		String time = Long.toString(Clock.systemUTC().instant().getEpochSecond() - age);
		byte[] hash = MessageDigest.getInstance("SHA-256")
			.digest((time + "n0nce" + KEY + body).getBytes(StandardCharsets.UTF_8));
		return request(body).header("X-Lark-Request-Timestamp", time)
			.header("X-Lark-Request-Nonce", "n0nce")
			.header("X-Lark-Signature", HexFormat.of().formatHex(hash));
	}

	private static VendorRequest request(String body) {
		return VendorRequest.json("/feishu/events", body);
	}

	private static String encrypted(String document) throws Exception {
		byte[] key = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
		byte[] iv = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
		Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
		byte[] encrypted = cipher.doFinal(document.getBytes(StandardCharsets.UTF_8));
		byte[] whole = new byte[iv.length + encrypted.length];
		System.arraycopy(iv, 0, whole, 0, iv.length);
		System.arraycopy(encrypted, 0, whole, iv.length, encrypted.length);
		return "{\"encrypt\":\"" + Base64.getEncoder().encodeToString(whole) + "\"}";
	}

}
