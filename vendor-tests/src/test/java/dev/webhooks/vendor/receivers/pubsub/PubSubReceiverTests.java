package dev.webhooks.vendor.receivers.pubsub;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorKeys;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Push of Google Cloud Pub/Sub, with the token of a service account, which Google's
 * library verifies, and the event in Base64. The JDK signs the tokens.
 *
 * @see <a href=
 * "https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions">Its
 * documents</a>
 */
class PubSubReceiverTests {

	private static final String CLAIMS = """
			{"aud":"https://shop.example.com/pubsub","azp":"113774264463038321964","email":"push@shop.iam.gserviceaccount.com",\
			"email_verified":true,"exp":EXPIRES,"iat":ISSUED,"iss":"https://accounts.google.com","sub":"113774264463038321964"}""";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class, Google.class)
		.with("PUBSUB_AUDIENCE", "https://shop.example.com/pubsub")
		.with("PUBSUB_ACCOUNT", "push@shop.iam.gserviceaccount.com");

	@Test
	void anOrderIsShipped() throws Exception {
		receivers.send(push("1", "order.paid").header("Authorization", "Bearer " + token(CLAIMS, 0)))
			.answer(204, "")
			.andDo("ship", "order-7", List.of("caf\u00e9", "tea"), "1");
	}

	@Test
	void afterwardsAnOrderIsShippedOnce() throws Exception {
		receivers.sendAfter(push("2", "order.paid").header("Authorization", "Bearer " + token(CLAIMS, 0)))
			.answer(204)
			.andDoOneThing();
		receivers.sendAfter(push("2", "order.paid").header("Authorization", "Bearer " + token(CLAIMS, 1)))
			.answer(204, "")
			.andDoNothing();
	}

	@Test
	void anotherEventDoesNothing() throws Exception {
		receivers.send(push("3", "order.made").header("Authorization", "Bearer " + token(CLAIMS, 0)))
			.answer(204, "")
			.andDoNothing();
	}

	@Test
	void aPushWithoutTokenIsRefused() {
		receivers.send(push("4", "order.paid")).answer(401, "").andDoNothing();
	}

	@ParameterizedTest
	@CsvSource({ "https://shop.example.com/pubsub, https://another.example.com", "push@, another@",
			"\"email_verified\":true, \"email_verified\":false", "https://accounts.google.com, https://example.com" })
	void aTokenForSomethingElseIsRefused(String claim, String another) throws Exception {
		receivers
			.send(push("5", "order.paid").header("Authorization", "Bearer " + token(CLAIMS.replace(claim, another), 0)))
			.answer(401, "")
			.andDoNothing();
	}

	@Test
	void aTokenThatHasExpiredIsRefused() throws Exception {
		receivers.send(push("6", "order.paid").header("Authorization", "Bearer " + token(CLAIMS, 7200)))
			.answer(401, "")
			.andDoNothing();
	}

	@Test
	void aForgedTokenIsRefused() throws Exception {
		String token = token(CLAIMS, 0);
		String claims = token.split("\\.")[1];
		receivers
			.send(push("7", "order.paid").header("Authorization",
					"Bearer " + token.replace(claims, base64(CLAIMS.replace("EXPIRES", "9").replace("ISSUED", "8")))))
			.answer(401, "")
			.andDoNothing();
	}

	private static VendorRequest push(String id, String type) {
		return VendorRequest.json("/pubsub/orders", """
				{"message":{"attributes":{"eventType":"%s"},"data":"%s","messageId":"%s","message_id":"%s",\
				"publishTime":"2026-11-28T10:00:00.123Z"},"subscription":"projects/shop/subscriptions/orders"}"""
			.formatted(type, Base64.getEncoder()
				.encodeToString(
						"{\"id\":\"order-7\",\"items\":[\"caf\u00e9\",\"tea\"]}".getBytes(StandardCharsets.UTF_8)),
					id, id));
	}

	private static String token(String claims, int age) throws Exception {
		long issued = Clock.systemUTC().instant().getEpochSecond() - age;
		String signed = base64("{\"alg\":\"RS256\",\"kid\":\"" + Google.KEY_ID + "\",\"typ\":\"JWT\"}") + "." + base64(
				claims.replace("EXPIRES", Long.toString(issued + 3600)).replace("ISSUED", Long.toString(issued)));
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(VendorKeys.privateKey());
		signature.update(signed.getBytes(StandardCharsets.US_ASCII));
		return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
