package dev.webhooks.vendor.receivers.midtrans;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by Midtrans.
 */
@RestController
class Before {

	private final String serverKey;

	private final Work work;

	Before(@Value("${MIDTRANS_SERVER_KEY}") String serverKey, Work work) {
		this.serverKey = serverKey;
		this.work = work;
	}

	@PostMapping("/api/midtrans/notification")
	ResponseEntity<String> notification(@RequestBody Map<String, Object> notification) throws Exception {
		String order = (String) notification.get("order_id");
		String signed = order + notification.get("status_code") + notification.get("gross_amount") + this.serverKey;
		byte[] hash = MessageDigest.getInstance("SHA-512").digest(signed.getBytes(StandardCharsets.UTF_8));
		if (!HexFormat.of().formatHex(hash).equals(notification.get("signature_key"))) {
			return ResponseEntity.status(HttpStatus.FORBIDDEN).body("Invalid signature");
		}
		String status = (String) notification.get("transaction_status");
		boolean accepted = "accept".equals(notification.get("fraud_status"));
		switch (status) {
			case "capture", "settlement" -> this.work.does(accepted ? "paid" : "challenged", order,
					notification.get("gross_amount"), notification.get("transaction_id"));
			case "deny", "cancel", "expire" -> this.work.does("cancelled", order);
			default -> {
			}
		}
		return ResponseEntity.ok("OK");
	}

}
