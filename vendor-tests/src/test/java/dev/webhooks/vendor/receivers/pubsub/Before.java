package dev.webhooks.vendor.receivers.pubsub;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.google.api.client.googleapis.auth.oauth2.GoogleIdToken;
import com.google.api.client.googleapis.auth.oauth2.GoogleIdTokenVerifier;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Ships the orders that Pub/Sub pushes.
 */
@RestController
class Before {

	private final GoogleIdTokenVerifier verifier;

	private final String account;

	private final JsonMapper json;

	private final Work work;

	Before(HttpTransport transport, @Value("${PUBSUB_AUDIENCE}") String audience,
			@Value("${PUBSUB_ACCOUNT}") String account, JsonMapper json, Work work) {
		this.verifier = new GoogleIdTokenVerifier.Builder(transport, GsonFactory.getDefaultInstance())
			.setAudience(List.of(audience))
			.build();
		this.account = account;
		this.json = json;
		this.work = work;
	}

	@PostMapping("/pubsub/orders")
	ResponseEntity<Void> receive(@RequestHeader(value = "Authorization", required = false) String authorization,
			@RequestBody Push push) throws Exception {
		GoogleIdToken token = (authorization != null && authorization.startsWith("Bearer "))
				? this.verifier.verify(authorization.substring("Bearer ".length())) : null;
		if (token == null || !this.account.equals(token.getPayload().getEmail())
				|| !Boolean.TRUE.equals(token.getPayload().getEmailVerified())) {
			return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
		}
		if ("order.paid".equals(push.message().attributes().get("eventType"))) {
			Order order = this.json.readValue(Base64.getDecoder().decode(push.message().data()), Order.class);
			this.work.does("ship", order.id(), order.items(), push.message().messageId());
		}
		return ResponseEntity.noContent().build();
	}

	record Push(Message message, String subscription) {

		record Message(String data, Map<String, String> attributes, String messageId) {
		}

	}

	record Order(String id, List<String> items) {
	}

}
