package dev.webhooks.vendor.receivers.shopify;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Shopify for several shops, of which each has a secret of its own. The signatures are by
 * OpenSSL: {@code openssl dgst -sha256 -hmac … -binary | base64}.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https">Its
 * documents</a>
 */
class ShopifyReceiverTests {

	private static final String ORDER = """
			{"id":820982911946154508,"total_price":"403.00","currency":"EUR","line_items":[{"id":866550311766439020,\
			"title":"Teekanne \\u00e4","quantity":1}]}""";

	private static final String OF_ADA = "rd0fDX1BjuOVGMNPiAsj0CoNKeZNh7/0x9DKbqag3dg=";

	private static final String OF_BOB = "n91mQo7ugqk7XAedcp3fned6O/5+E+u96zY9VZC15ZY=";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class, Shops.class);

	@Test
	void anOrderIsShippedForItsShop() {
		receivers.send(order("ada.myshopify.com", "1", OF_ADA))
			.answer(200, "")
			.andDo("ship", "ada.myshopify.com", 820982911946154508L, "403.00", "Teekanne \u00e4");
	}

	@Test
	void theSameOrderOfAnotherShopIsNoDuplicate() {
		receivers.send(order("ada.myshopify.com", "2", OF_ADA)).answer(200, "");
		receivers.send(order("bob.myshopify.com", "2", OF_BOB))
			.answer(200, "")
			.andDo("ship", "bob.myshopify.com", 820982911946154508L, "403.00", "Teekanne \u00e4");
	}

	@Test
	void aShopThatUninstallsTheAppIsForgotten() {
		receivers.send(order("bob.myshopify.com", "3", OF_BOB).header("X-Shopify-Topic", "app/uninstalled"))
			.answer(200, "")
			.andDo("forget", "bob.myshopify.com");
	}

	@Test
	void anotherTopicDoesNothing() {
		receivers.send(order("bob.myshopify.com", "4", OF_BOB).header("X-Shopify-Topic", "orders/create"))
			.answer(200, "")
			.andDoNothing();
	}

	@Test
	void theSecretOfOneShopIsNotThatOfAnother() {
		receivers.send(order("bob.myshopify.com", "5", OF_ADA)).answer(401, "Invalid HMAC").andDoNothing();
	}

	@Test
	void aShopThatNobodyKnowsIsRefused() {
		receivers.send(order("eve.myshopify.com", "6", OF_ADA)).answer(401, "Invalid HMAC").andDoNothing();
	}

	@Test
	void aForgedOrderIsRefused() {
		receivers.send(order("ada.myshopify.com", "7", OF_ADA).with("403.00", "4.03"))
			.answer(401, "Invalid HMAC")
			.andDoNothing();
	}

	@Test
	void afterwardsAnOrderIsShippedOnce() {
		receivers.sendAfter(order("ada.myshopify.com", "8", OF_ADA)).answer(200, "").andDoOneThing();
		receivers.sendAfter(order("ada.myshopify.com", "8", OF_ADA)).answer(200, "").andDoNothing();
	}

	private static VendorRequest order(String shop, String id, String signature) {
		return VendorRequest.json("/shopify/webhooks", ORDER)
			.header("X-Shopify-Topic", "orders/paid")
			.header("X-Shopify-Shop-Domain", shop)
			.header("X-Shopify-Event-Id", id)
			.header("X-Shopify-Hmac-Sha256", signature);
	}

}
