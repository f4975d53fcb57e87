package dev.webhooks.vendor.receivers.shopify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Ships the orders of several shops.
 */
@RestController
class Before {

	private final Shops shops;

	private final JsonMapper json;

	private final Work work;

	Before(Shops shops, JsonMapper json, Work work) {
		this.shops = shops;
		this.json = json;
		this.work = work;
	}

	@PostMapping("/shopify/webhooks")
	ResponseEntity<String> receive(@RequestHeader("X-Shopify-Shop-Domain") String shop,
			@RequestHeader("X-Shopify-Topic") String topic, @RequestHeader("X-Shopify-Hmac-Sha256") String hmac,
			@RequestBody byte[] body) throws Exception {
		String secret = this.shops.secret(shop);
		if (secret == null || !MessageDigest.isEqual(hmac.getBytes(StandardCharsets.UTF_8), hmac(secret, body))) {
			return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body("Invalid HMAC");
		}
		JsonNode document = this.json.readTree(body);
		switch (topic) {
			case "orders/paid" -> this.work.does("ship", shop, document.get("id").asLong(),
					document.get("total_price").asString(), document.get("line_items").get(0).get("title").asString());
			case "app/uninstalled" -> this.work.does("forget", shop);
			default -> {
			}
		}
		return ResponseEntity.ok().build();
	}

	private static byte[] hmac(String secret, byte[] body) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return Base64.getEncoder().encode(mac.doFinal(body));
	}

}
