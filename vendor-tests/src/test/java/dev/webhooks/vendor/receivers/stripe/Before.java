package dev.webhooks.vendor.receivers.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Fulfils paid checkouts.
 */
@RestController
class Before {

	private final String secret;

	private final Work work;

	Before(@Value("${STRIPE_WEBHOOK_SECRET}") String secret, Work work) {
		this.secret = secret;
		this.work = work;
	}

	@PostMapping("/api/stripe/webhook")
	ResponseEntity<String> handle(@RequestBody String payload, @RequestHeader("Stripe-Signature") String signature) {
		Event event;
		try {
			event = Webhook.constructEvent(payload, signature, this.secret);
		}
		catch (SignatureVerificationException ex) {
			return ResponseEntity.badRequest().body("Invalid signature");
		}
		if (event.getType().equals("checkout.session.completed")) {
			Session session = (Session) event.getDataObjectDeserializer().getObject().orElseThrow();
			this.work.does("fulfil", session.getClientReferenceId(), session.getAmountTotal(), session.getCurrency(),
					session.getCustomerDetails().getEmail(), session.getMetadata());
		}
		return ResponseEntity.ok("Received");
	}

}
