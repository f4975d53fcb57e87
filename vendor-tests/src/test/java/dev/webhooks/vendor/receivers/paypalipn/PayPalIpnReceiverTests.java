package dev.webhooks.vendor.receivers.paypalipn;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * PayPal's Instant Payment Notification, which is not signed: PayPal is asked whether it
 * has sent it. The message is of its documents.
 *
 * @see <a href=
 * "https://developer.paypal.com/api/nvp-soap/ipn/IPNIntro/#link-ipnprotocolandarchitecture">Its
 * documents</a>
 */
class PayPalIpnReceiverTests {

	private static final BigDecimal GROSS = new BigDecimal("19.95");

	private static final String MESSAGE = "mc_gross=19.95&protection_eligibility=Eligible&address_status=confirmed"
			+ "&payer_id=LPLWNMTBWMFAY&tax=0.00&address_street=1+Main+St&payment_date=20%3A12%3A59+Jan+13%2C+2009+PST"
			+ "&payment_status=Completed&charset=UTF-8&address_zip=95131&first_name=Ren%C3%A9&mc_fee=0.88"
			+ "&address_name=Ren%C3%A9+User&notify_version=2.6&custom=&payer_status=verified&invoice=order-7"
			+ "&business=gpmac_1231902686_biz%40paypal.com&quantity=1&txn_id=61E67681CH3238416"
			+ "&receiver_email=gpmac_1231902686_biz%40paypal.com&receiver_id=S8XGHLYDW9T3S&txn_type=express_checkout"
			+ "&mc_currency=USD&payment_gross=19.95&ipn_track_id=";

	@RegisterExtension
	static final PayPal paypal = new PayPal();

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("PAYPAL_IPN_URL", paypal.url())
		.with("PAYPAL_ACCOUNT", "gpmac_1231902686_biz@paypal.com");

	@Test
	void aPaymentIsBookedOnce() {
		receivers.send(paypal.send(MESSAGE + "1"))
			.answer(200, "")
			.andDo("paid", "order-7", GROSS, "USD", "Ren\u00e9 User");
		receivers.sendAfter(paypal.send(MESSAGE + "1")).answer(200, "").andDoNothing();
	}

	@Test
	void aPaymentThatIsPendingDoesNothing() {
		receivers.send(paypal.send(MESSAGE.replace("=Completed", "=Pending").replace("61E67681CH3238416", "2")))
			.answer(200, "")
			.andDoNothing();
	}

	@Test
	void aMessageThatPayPalHasNotSentIsRefused() {
		receivers.send(VendorRequest.form("/paypal/ipn", MESSAGE.replace("61E67681CH3238416", "3")))
			.answer(400, "")
			.andDoNothing();
	}

	@Test
	void aMessageThatWasChangedOnItsWayIsRefused() {
		receivers.send(paypal.send(MESSAGE.replace("61E67681CH3238416", "4")).with("mc_gross=19.95", "mc_gross=9999"))
			.answer(400, "")
			.andDoNothing();
	}

	/** PayPal says of it that it is its own, as of those to anybody. */
	@Test
	void aPaymentToSomebodyElseIsRefused() {
		receivers.send(paypal.send(MESSAGE.replace("61E67681CH3238416", "5")
			.replace("receiver_email=gpmac_1231902686_biz", "receiver_email=eve"))).answer(400, "").andDoNothing();
	}

	@Test
	void afterwardsAMessageIsSentAgainThatPayPalCouldNotBeAskedAbout() {
		VendorRequest request = paypal.send(MESSAGE.replace("61E67681CH3238416", "6"));
		paypal.isAway(true);
		receivers.sendAfter(request).answer(503).andDoNothing();
		paypal.isAway(false);
		receivers.sendAfter(request).answer(200, "").andDo("paid", "order-7", GROSS, "USD", "Ren\u00e9 User");
	}

}
