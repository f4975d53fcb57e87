package dev.webhooks.vendor.receivers.telegram;

import java.util.List;

import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

import dev.webhooks.vendor.receivers.Work;

/**
 * Bot that answers messages.
 */
class Bot {

	private final Work work;

	Bot(Work work) {
		this.work = work;
	}

	SendMessage reply(Message message) {
		this.work.does("greet", message.getChatId(), message.getFrom().getFirstName(), message.getText(),
				message.getReplyToMessage().getText(), message.getEntities().get(0).getType());
		return SendMessage.builder()
			.chatId(message.getChatId())
			.text("Hello " + message.getFrom().getFirstName())
			.parseMode("HTML")
			.replyMarkup(InlineKeyboardMarkup.builder()
				.keyboard(List.of(new InlineKeyboardRow(
						InlineKeyboardButton.builder().text("Menu").callbackData("menu").build())))
				.build())
			.build();
	}

}
