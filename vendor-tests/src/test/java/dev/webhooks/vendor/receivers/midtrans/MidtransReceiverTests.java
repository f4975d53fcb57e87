package dev.webhooks.vendor.receivers.midtrans;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Midtrans, which hashes some properties of the body and its key. The notification is of
 * its documents, and so is the key; the hashes are by OpenSSL:
 * {@code openssl dgst -sha512}.
 *
 * @see <a href="https://docs.midtrans.com/docs/https-notification-webhooks">Its
 * documents</a>
 */
class MidtransReceiverTests {

	private static final String SETTLED = """
			{"transaction_time":"2021-06-15 18:45:13","transaction_status":"settlement",
			 "transaction_id":"513f1f01-c9da-474c-9fc9-d5c64364b709","status_message":"midtrans payment notification",
			 "status_code":"200","signature_key":"edc076b21793ebe3e17926350f5b8ae67d902fe657b3d0aa\
			31b932d5c127e2375d308a2bc94f3265ac2d80a1f181a79b997ac178a236fcff35af263fc4d4c231",
			 "settlement_time":"2021-06-15 18:45:28","payment_type":"gopay","order_id":"1111",
			 "merchant_id":"G141532850","gross_amount":"100000.00","fraud_status":"accept","currency":"IDR"}""";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("MIDTRANS_SERVER_KEY", "askvnoibnosifnboseofinbofinfgbiufglnbfg");

	@Test
	void aPaymentIsBookedOnce() {
		receivers.send(request(SETTLED))
			.answer(200, "OK")
			.andDo("paid", "1111", "100000.00", "513f1f01-c9da-474c-9fc9-d5c64364b709");
		receivers.sendAfter(request(SETTLED)).answer(200, "OK").andDoNothing();
	}

	@Test
	void anotherStatusOfTheSameTransactionIsNoDuplicate() {
		receivers.send(request(SETTLED.replace("\"settlement\"", "\"cancel\"")))
			.answer(200, "OK")
			.andDo("cancelled", "1111");
	}

	@Test
	void aPaymentThatIsPendingDoesNothing() {
		receivers.send(request(SETTLED.replace("\"settlement\"", "\"pending\""))).answer(200, "OK").andDoNothing();
	}

	@Test
	void aForgedPaymentIsRefused() {
		receivers.send(request(SETTLED).with("100000.00", "1.00")).answer(403, "Invalid signature").andDoNothing();
	}

	private static VendorRequest request(String body) {
		return VendorRequest.json("/api/midtrans/notification", body);
	}

}
