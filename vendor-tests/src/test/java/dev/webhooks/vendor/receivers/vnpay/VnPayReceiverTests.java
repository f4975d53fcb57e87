package dev.webhooks.vendor.receivers.vnpay;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * VNPay, which calls by GET and reads a code in the answer.
 *
 * @see <a href="https://sandbox.vnpayment.vn/apis/docs/thanh-toan-pay/pay.html">Its
 * documents</a>
 */
class VnPayReceiverTests {

	private static final String SECRET = "RAOEXHYVSDDIIENYWSLDIIZTANXUXZFJ";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class, Orders.class)
		.with("VNPAY_HASH_SECRET", SECRET);

	/** The request of the documents; the hash by OpenSSL: openssl dgst -sha512 -hmac. */
	@Test
	void aPaymentIsConfirmed() {
		receivers
			.send(VendorRequest.get("/payment/vnpay/ipn?" + query("5", "00")
					+ "&vnp_SecureHash=1ae7f4a97e31a8312d64b789bc32ccdb6f39013ce561d4a4c0d65293331ed894"
					+ "10c8b0db2dbb83f7f40f1b2575ed58d7c76600d9f5c9cc0571e4a53e960271f1"))
			.answer(200, "{\"RspCode\":\"00\",\"Message\":\"Confirm Success\"}")
			.andDo("paid", "5", "13572467");
	}

	@Test
	void aPaymentThatTheCustomerCancelledIsConfirmedAsSuch() throws Exception {
		receivers.send(signed(query("6", "24")))
			.answer(200, "{\"RspCode\":\"00\",\"Message\":\"Confirm Success\"}")
			.andDo("cancelled", "6", "13572467");
	}

	@Test
	void aPaymentIsConfirmedOnce() throws Exception {
		receivers.send(signed(query("7", "00"))).answer(200);
		receivers.send(signed(query("7", "00")))
			.answer(200, "{\"RspCode\":\"02\",\"Message\":\"Order already confirmed\"}")
			.andDoNothing();
	}

	@Test
	void anotherTransactionOfAConfirmedOrderDoesNothing() throws Exception {
		receivers.send(signed(query("8", "00"))).answer(200);
		receivers.send(signed(query("8", "24").replace("13572467", "13572468")))
			.answer(200, "{\"RspCode\":\"02\",\"Message\":\"Order already confirmed\"}")
			.andDoNothing();
	}

	@Test
	void aWrongAmountIsNotConfirmed() throws Exception {
		receivers.send(signed(query("9", "00")))
			.answer(200, "{\"RspCode\":\"04\",\"Message\":\"Invalid Amount\"}")
			.andDoNothing();
	}

	/** VNPay calls again after this answer, and means it. */
	@Test
	void anOrderThatIsNotFoundYetIsConfirmedLater() throws Exception {
		receivers.send(signed(query("77", "00")))
			.answer(200, "{\"RspCode\":\"01\",\"Message\":\"Order not Found\"}")
			.andDoNothing();
		receivers.send(signed(query("77", "00")))
			.answer(200, "{\"RspCode\":\"00\",\"Message\":\"Confirm Success\"}")
			.andDo("paid", "77", "13572467");
	}

	@Test
	void aForgedPaymentIsAnsweredByItsCode() throws Exception {
		receivers.send(signed(query("10", "24")).with("ResponseCode=24", "ResponseCode=00"))
			.answer(200, "{\"RspCode\":\"97\",\"Message\":\"Invalid Checksum\"}")
			.andDoNothing();
	}

	@Test
	void aPaymentWithoutSignatureIsAnsweredByItsCode() {
		receivers.send(VendorRequest.get("/payment/vnpay/ipn?" + query("11", "00")))
			.answer(200, "{\"RspCode\":\"97\",\"Message\":\"Invalid Checksum\"}")
			.andDoNothing();
	}

	/** The controller answers 99, after which VNPay calls again as after an error. */
	@Test
	void afterwardsAFailureHasThePaymentDeliveredAgain() throws Exception {
		receivers.sendAfterWhileFailing(signed(query("12", "00"))).answer(500).andDoNothing();
		receivers.sendAfter(signed(query("12", "00")))
			.answer(200, "{\"RspCode\":\"00\",\"Message\":\"Confirm Success\"}")
			.andDo("paid", "12", "13572467");
	}

	private static String query(String order, String code) {
		return "vnp_Amount=1806000&vnp_BankCode=NCB&vnp_OrderInfo=Thanh+toan+don+hang+%3A5"
				+ "&vnp_PayDate=20210801153333&vnp_ResponseCode=" + code + "&vnp_TmnCode=DEMOV210"
				+ "&vnp_TransactionNo=13572467&vnp_TransactionStatus=00&vnp_TxnRef=" + order;
	}

	private static VendorRequest signed(String query) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA512");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
		String hash = HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)));
		return VendorRequest.get("/payment/vnpay/ipn?" + query + "&vnp_SecureHash=" + hash);
	}

}
