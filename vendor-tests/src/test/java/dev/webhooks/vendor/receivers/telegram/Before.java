package dev.webhooks.vendor.receivers.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.telegram.telegrambots.meta.api.objects.Update;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives the updates of a bot.
 */
@RestController
class Before {

	private final ObjectMapper mapper = new ObjectMapper();

	private final String secret;

	private final Bot bot;

	Before(@Value("${TELEGRAM_SECRET_TOKEN}") String secret, Bot bot) {
		this.secret = secret;
		this.bot = bot;
	}

	@PostMapping("/telegram/bot")
	ResponseEntity<String> update(
			@RequestHeader(value = "X-Telegram-Bot-Api-Secret-Token", required = false) String token,
			@RequestBody String body) throws JsonProcessingException {
		if (!this.secret.equals(token)) {
			return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
		}
		Update update = this.mapper.readValue(body, Update.class);
		if (!update.hasMessage()) {
			return ResponseEntity.ok().build();
		}
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.mapper.writeValueAsString(this.bot.reply(update.getMessage())));
	}

}
