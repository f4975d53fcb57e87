package dev.webhooks.vendor.receivers.wechatpay;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorKeys;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * WeChat Pay v3, which encrypts the transaction by AES-GCM and signs by RSA, with the
 * model of its library. That encrypts and signs the notifications too, which are of its
 * documents.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791902">Its documents</a>
 */
class WechatPayReceiverTests {

	private static final String API_KEY = "apiv3key-of-thirty-two-bytes-32b";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("WECHAT_PAY_PUBLIC_KEY", VendorKeys.publicText())
		.with("WECHAT_PAY_API_KEY", API_KEY);

	@Test
	void aPaymentIsBooked() {
		receivers.send(signed(notification("1", "SUCCESS"), 0))
			.answer(200, "{\"code\":\"SUCCESS\",\"message\":\"OK\"}")
			.andDo("paid", "1217752501201407033233368018", 100, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
					"2018-06-08T10:34:56+08:00");
	}

	@Test
	void aPaymentInAnotherStateDoesNothing() {
		receivers.send(signed(notification("2", "NOTPAY"), 0))
			.answer(200, "{\"code\":\"SUCCESS\",\"message\":\"OK\"}")
			.andDoNothing();
	}

	@Test
	void aForgedPaymentIsRefused() {
		receivers.send(signed(notification("3", "SUCCESS"), 0).with("EV-3", "EV-4"))
			.answer(401, "{\"code\":\"FAIL\",\"message\":\"Invalid\"}")
			.andDoNothing();
	}

	/** WeChat Pay sends such requests itself, to see whether they are refused. */
	@Test
	void aProbeIsRefused() {
		receivers
			.send(signed(notification("4", "SUCCESS"), 0).header("Wechatpay-Signature", "WECHATPAY/SIGNTEST/b2ZLVWdt"))
			.answer(401, "{\"code\":\"FAIL\",\"message\":\"Invalid\"}")
			.andDoNothing();
	}

	@Test
	void afterwardsAnOldPaymentIsRefused() {
		receivers.sendAfter(signed(notification("5", "SUCCESS"), 301))
			.answer(401, "{\"code\":\"FAIL\",\"message\":\"Invalid\"}")
			.andDoNothing();
	}

	@Test
	void afterwardsADuplicateIsBookedOnce() {
		receivers.sendAfter(signed(notification("6", "SUCCESS"), 0)).answer(200).andDoOneThing();
		receivers.sendAfter(signed(notification("6", "SUCCESS"), 1))
			.answer(200, "{\"code\":\"SUCCESS\",\"message\":\"OK\"}")
			.andDoNothing();
	}

	@Test
	void aFailureHasThePaymentDeliveredAgain() {
		VendorRequest request = signed(notification("7", "SUCCESS"), 0);
		receivers.sendWhileFailing(request).answer(500).andDoNothing();
		receivers.send(request)
			.answer(200)
			.andDo("paid", "1217752501201407033233368018", 100, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
					"2018-06-08T10:34:56+08:00");
	}

	private static String notification(String id, String state) {
		String transaction = """
				{"transaction_id":"1217752501201407033233368018","amount":{"payer_total":100,"total":100,\
				"currency":"CNY","payer_currency":"CNY"},"mchid":"1230000109","trade_state":"%s",\
				"bank_type":"CMC","success_time":"2018-06-08T10:34:56+08:00",\
				"payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},"out_trade_no":"1217752501201407033233368018",\
				"appid":"wxd678efh567hg6787","trade_state_desc":"\u652f\u4ed8\u6210\u529f","trade_type":"JSAPI",\
				"attach":"\u81ea\u5b9a\u4e49\u6570\u636e"}""".formatted(state);
		String ciphertext = new AeadAesCipher(API_KEY.getBytes(StandardCharsets.UTF_8)).encrypt(
				"transaction".getBytes(StandardCharsets.UTF_8), "fdasflkja484".getBytes(StandardCharsets.UTF_8),
				transaction.getBytes(StandardCharsets.UTF_8));
		return """
				{"id":"EV-%s","create_time":"2015-05-20T13:29:35+08:00","resource_type":"encrypt-resource",\
				"event_type":"TRANSACTION.SUCCESS","summary":"\u652f\u4ed8\u6210\u529f","resource":{\
				"original_type":"transaction","algorithm":"AEAD_AES_256_GCM","ciphertext":"%s",\
				"associated_data":"transaction","nonce":"fdasflkja484"}}""".formatted(id, ciphertext);
	}

	private static VendorRequest signed(String body, int age) {
		String time = Long.toString(Clock.systemUTC().instant().getEpochSecond() - age);
		String signature = new RSASigner("PUB_KEY_ID_0001", VendorKeys.privateKey())
			.sign(time + "\nnonce\n" + body + "\n")
			.getSign();
		return VendorRequest.json("/wechat/pay/notify", body)
			.header("Wechatpay-Serial", "PUB_KEY_ID_0001")
			.header("Wechatpay-Nonce", "nonce")
			.header("Wechatpay-Timestamp", time)
			.header("Wechatpay-Signature", signature);
	}

}
