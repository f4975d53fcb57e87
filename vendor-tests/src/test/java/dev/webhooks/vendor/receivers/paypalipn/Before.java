package dev.webhooks.vendor.receivers.paypalipn;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by PayPal.
 */
@RestController
class Before {

	private final RestClient paypal;

	private final String account;

	private final Work work;

	Before(@Value("${PAYPAL_IPN_URL}") String url, @Value("${PAYPAL_ACCOUNT}") String account, Work work) {
		this.paypal = RestClient.create(url);
		this.account = account;
		this.work = work;
	}

	@PostMapping("/paypal/ipn")
	ResponseEntity<Void> message(@RequestParam Map<String, String> fields) {
		if (!this.account.equals(fields.get("receiver_email")) || !"VERIFIED".equals(ask(fields))) {
			return ResponseEntity.badRequest().build();
		}
		if ("Completed".equals(fields.get("payment_status"))) {
			this.work.does("paid", fields.get("invoice"), new BigDecimal(fields.get("mc_gross")),
					fields.get("mc_currency"), fields.get("address_name"));
		}
		return ResponseEntity.ok().build();
	}

	private String ask(Map<String, String> fields) {
		String message = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&", "cmd=_notify-validate&", ""));
		return this.paypal.post()
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(message.getBytes(StandardCharsets.US_ASCII))
			.retrieve()
			.body(String.class);
	}

}
