package dev.webhooks.vendor.receivers.sendgrid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import dev.webhooks.vendor.receivers.Work;

/**
 * Opens a ticket for each mail.
 */
@RestController
class Before {

	private final String token;

	private final Work work;

	Before(@Value("${INBOUND_TOKEN}") String token, Work work) {
		this.token = token;
		this.work = work;
	}

	@PostMapping(path = "/mail/inbound", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<Void> inbound(@RequestParam(name = "token", required = false) String token,
			@RequestParam String from, @RequestParam String subject, @RequestParam(required = false) String text,
			@RequestParam Map<String, MultipartFile> attachments) throws IOException {
		if (!this.token.equals(token)) {
			return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
		}
		this.work.does("open", from, subject, text, attachments.size());
		for (MultipartFile attachment : attachments.values()) {
			this.work.does("attach", attachment.getOriginalFilename(), attachment.getContentType(),
					new String(attachment.getBytes(), StandardCharsets.ISO_8859_1));
		}
		return ResponseEntity.ok().build();
	}

}
