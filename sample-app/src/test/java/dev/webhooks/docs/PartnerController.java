package dev.webhooks.docs;

import java.io.IOException;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.receiver.WebhookReceiver;

@RestController
class PartnerController {

	private static final int MAX_BODY_SIZE = 1024 * 1024;

	private final WebhookReceiver receiver;

	PartnerController(WebhookReceiver receiver) {
		this.receiver = receiver;
	}

	@PostMapping("/partners/{partner}/events")
	ResponseEntity<byte[]> receive(@PathVariable String partner, @RequestHeader HttpHeaders headers,
			HttpServletRequest request) throws IOException {
		WebhookHeaders.Builder copy = WebhookHeaders.builder();
		headers.forEach((name, values) -> values.forEach((value) -> copy.add(name, value)));
		WebhookRequestHead head = WebhookRequestHead.builder("POST", request.getRequestURL().toString())
			.query(request.getQueryString())
			.headers(copy.build())
			.from(request.getRemoteAddr(), request.isSecure())
			.receivedAt(Instant.now())
			.build();
		// One byte more than allowed is enough to be refused
		byte[] body = request.getInputStream().readNBytes(MAX_BODY_SIZE + 1);
		WebhookResponse answer = this.receiver.receive("partner-" + partner, new WebhookRequest(head, body));
		ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
		answer.headers().forEach(response::header);
		if (answer.contentType() != null) {
			response.header(HttpHeaders.CONTENT_TYPE, answer.contentType());
		}
		return response.body(answer.body());
	}

}
