package dev.webhooks.vendor.receivers.shopify;

import java.util.Map;

/**
 * Shops that have installed a custom app of their own, each with its secret.
 */
class Shops {

	private final Map<String, String> secrets = Map.of("ada.myshopify.com", "shpss_3f8e1a2b9c7d4e6f",
			"bob.myshopify.com", "shpss_0a1b2c3d4e5f6789");

	/**
	 * Finds the secret of a shop.
	 * @return the secret, or {@code null} if there is no such shop
	 */
	String secret(String shop) {
		return this.secrets.get(shop);
	}

}
