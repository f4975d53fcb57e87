package dev.webhooks.vendor.receivers.alipay;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.alipay.api.internal.util.AlipaySignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorKeys;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Alipay, which signs the sorted fields of a form by RSA and waits for the word
 * {@code success}. The notification is of its documents, and signed by its library.
 *
 * @see <a href="https://opendocs.alipay.com/open/270/105902">Its documents</a>
 */
class AlipayReceiverTests {

	private static final BigDecimal CENT = new BigDecimal("0.01");

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("ALIPAY_PUBLIC_KEY", VendorKeys.publicText());

	@Test
	void aPaymentIsBooked() throws Exception {
		receivers.send(signed(notification("1", "TRADE_SUCCESS")))
			.answer(200, "success")
			.andDo("paid", "21repl2ac2eOutTradeNo322", CENT, "\u8d1d\u5c14\u91d1\u62a4\u8155\u5f0f",
					"merchantBizType%3d3C");
	}

	@Test
	void aTradeThatIsClosedDoesNothing() throws Exception {
		receivers.send(signed(notification("2", "TRADE_CLOSED"))).answer(200, "success").andDoNothing();
	}

	@Test
	void aPaymentOfAnotherApplicationFails() throws Exception {
		Map<String, String> notification = notification("3", "TRADE_SUCCESS");
		notification.put("app_id", "2015102700040154");
		receivers.send(signed(notification)).answer(200, "failure").andDoNothing();
	}

	@Test
	void aForgedPaymentFails() throws Exception {
		receivers.send(signed(notification("4", "TRADE_CLOSED")).with("TRADE_CLOSED", "TRADE_SUCCESS"))
			.answer(200, "failure")
			.andDoNothing();
	}

	@Test
	void aPaymentWithoutSignatureFails() {
		receivers.send(request(notification("5", "TRADE_SUCCESS"))).answer(200, "failure").andDoNothing();
	}

	@Test
	void afterwardsADuplicateIsBookedOnce() throws Exception {
		receivers.sendAfter(signed(notification("6", "TRADE_SUCCESS"))).answer(200, "success").andDoOneThing();
		receivers.sendAfter(signed(notification("6", "TRADE_SUCCESS"))).answer(200, "success").andDoNothing();
	}

	@Test
	void aFailureHasThePaymentDeliveredAgain() throws Exception {
		VendorRequest request = signed(notification("7", "TRADE_SUCCESS"));
		receivers.sendWhileFailing(request).answer(500).andDoNothing();
		receivers.send(request)
			.answer(200, "success")
			.andDo("paid", "21repl2ac2eOutTradeNo322", CENT, "\u8d1d\u5c14\u91d1\u62a4\u8155\u5f0f",
					"merchantBizType%3d3C");
	}

	private static Map<String, String> notification(String id, String status) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("notify_time", "2015-11-27 15:45:58");
		fields.put("trade_status", status);
		fields.put("app_id", "2015102700040153");
		fields.put("buyer_id", "2088102122524333");
		fields.put("charset", "utf-8");
		fields.put("gmt_create", "2015-06-11 22:33:46");
		fields.put("notify_id", "4a91b7a78a503640467525113fb7d8bg8e" + id);
		fields.put("notify_type", "trade_status_sync");
		fields.put("out_trade_no", "21repl2ac2eOutTradeNo322");
		fields.put("passback_params", "merchantBizType%3d3C");
		fields.put("refund_fee", "");
		fields.put("subject", "\u8d1d\u5c14\u91d1\u62a4\u8155\u5f0f");
		fields.put("total_amount", "0.01");
		fields.put("version", "1.0");
		return fields;
	}

	private static VendorRequest signed(Map<String, String> fields) throws Exception {
		Map<String, String> signed = new LinkedHashMap<>(fields);
		signed.put("sign", AlipaySignature.rsaSign(AlipaySignature.getSignCheckContentV1(new LinkedHashMap<>(fields)),
				VendorKeys.privateText(), "UTF-8", "RSA2"));
		signed.put("sign_type", "RSA2");
		return request(signed);
	}

	private static VendorRequest request(Map<String, String> fields) {
		return VendorRequest.form("/alipay/notify",
				fields.entrySet()
					.stream()
					.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
					.collect(Collectors.joining("&")));
	}

}
