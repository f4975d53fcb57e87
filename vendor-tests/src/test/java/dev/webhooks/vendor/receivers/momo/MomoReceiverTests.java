package dev.webhooks.vendor.receivers.momo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * MoMo, which signs the sorted properties of the body and a second key. The requests are
 * of its documents, with the keys of its test environment; the signatures are by OpenSSL:
 * {@code openssl dgst -sha256 -hmac}.
 *
 * @see <a href=
 * "https://developers.momo.vn/v3/docs/payment/api/result-handling/notification">Its
 * documents</a>
 */
class MomoReceiverTests {

	private static final String RESULT = """
			{"orderType":"momo_wallet","amount":1000,"partnerCode":"MOMOT5BZ20231213_TEST",\
			"orderId":"Partner_Transaction_ID_1721720620078","extraData":"eyJza3VzIjoiIn0=",\
			"transId":4088878653,"responseTime":1721720663942,"resultCode":0,"message":"Successful.",\
			"payType":"qr","requestId":"Request_ID_1721720620078",\
			"orderInfo":"Thank you for your purchase at MoMo_test",\
			"signature":"a64d27ebbf51ba9e5d1483f0a99199f16b6b9d4eb1a2a6c9348e2174d5155d05"}""";

	private static final String FAILED = RESULT.replace("\"resultCode\":0", "\"resultCode\":1006")
		.replace("Successful.", "Giao d\u1ecbch b\u1ecb t\u1eeb ch\u1ed1i b\u1edfi ng\u01b0\u1eddi d\u00f9ng.")
		.replace("a64d27ebbf51ba9e5d1483f0a99199f16b6b9d4eb1a2a6c9348e2174d5155d05",
				"d214f38b330ab15178a5708e4c38e1ef6fa5fd9c3e35ef6a10e371a0e0858e46");

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("MOMO_ACCESS_KEY", "F8BBA842ECF85")
		.with("MOMO_SECRET_KEY", "K951B6PE1waDMi640xX08PD3vg6EkVlz");

	@Test
	void aPaymentIsBookedOnce() {
		receivers.send(request(RESULT))
			.answer(204, "")
			.andDo("paid", "Partner_Transaction_ID_1721720620078", 1000L, 4088878653L);
		receivers.sendAfter(request(RESULT)).answer(204, "").andDoNothing();
	}

	@Test
	void aPaymentThatFailsIsNoDuplicateOfAnother() {
		receivers.send(request(FAILED))
			.answer(204, "")
			.andDo("failed", "Partner_Transaction_ID_1721720620078", 1000L, 4088878653L);
	}

	@Test
	void aForgedPaymentIsRefused() {
		receivers.send(request(RESULT).with("1000", "9000")).answer(400, "").andDoNothing();
	}

	@Test
	void aPaymentWithAnotherSignatureIsRefused() {
		receivers.send(request(RESULT).with("a64d27eb", "b64d27eb")).answer(400, "").andDoNothing();
	}

	private static VendorRequest request(String body) {
		return VendorRequest.json("/api/momo/ipn", body);
	}

}
