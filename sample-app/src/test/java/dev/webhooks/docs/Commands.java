package dev.webhooks.docs;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.WebhookPayloadException;

@Component
class Commands {

	@WebhookListener(provider = "slack", events = "/weather")
	Map<String, String> weather(@WebhookPayload("/text") String city) {
		return Map.of("response_type", "in_channel", "text", "Rain in " + city);
	}

	@WebhookListener(provider = "slack", events = "/ping")
	String ping() {
		return "pong";
	}

	@WebhookListener(provider = "slack", events = "/import")
	ResponseEntity<String> importFile(@WebhookPayload("/text") String file) {
		if (file.isBlank()) {
			throw new WebhookPayloadException("There is no file name", null);
		}
		return ResponseEntity.status(HttpStatus.ACCEPTED).header("X-File", file).body("Importing");
	}

}
