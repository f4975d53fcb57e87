package dev.webhooks.vendor.receivers.telegram;

import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.Update;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;

/**
 * Receives the updates of a bot.
 */
@Component
class After {

	private final Bot bot;

	After(Bot bot) {
		this.bot = bot;
	}

	@WebhookListener(provider = "telegram", events = "message")
	SendMessage message(Update update) {
		return this.bot.reply(update.getMessage());
	}

}
