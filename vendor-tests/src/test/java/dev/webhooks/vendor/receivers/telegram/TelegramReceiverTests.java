package dev.webhooks.vendor.receivers.telegram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Telegram, with the {@code Update} of telegrambots, whose answer may be a call of the
 * API.
 *
 * @see <a href=
 * "https://core.telegram.org/bots/webhooks#testing-your-bot-with-updates">Its
 * documents</a>
 */
class TelegramReceiverTests {

	private static final String SECRET = "a-secret-token-for-this-bot";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class, Bot.class)
		.with("TELEGRAM_SECRET_TOKEN", SECRET);

	@Test
	void aMessageIsAnsweredByACallOfTheApi() {
		receivers.send(update("10000").header("X-Telegram-Bot-Api-Secret-Token", SECRET))
			.answer(200, """
					{"method":"sendmessage","chat_id":"1111111111111","text":"Hello Test","parse_mode":"HTML",
					 "reply_markup":{"inline_keyboard":[[{"text":"Menu","callback_data":"menu"}]]}}""")
			.andDo("greet", 1111111111111L, "Test", "/start now", "Original", "bot_command");
	}

	@Test
	void anotherUpdateIsAcceptedWithoutAWord() {
		receivers
			.send(update("10001").with("\"message\":{\"date\"", "\"edited_message\":{\"date\"")
				.header("X-Telegram-Bot-Api-Secret-Token", SECRET))
			.answer(200, "")
			.andDoNothing();
	}

	@Test
	void anUpdateWithAnotherTokenIsRefused() {
		receivers.send(update("10002").header("X-Telegram-Bot-Api-Secret-Token", "a-secret-token-for-that-bot"))
			.answer(403, "")
			.andDoNothing();
	}

	@Test
	void anUpdateWithoutTokenIsRefused() {
		receivers.send(update("10003")).answer(403, "").andDoNothing();
	}

	@Test
	void afterwardsAMessageIsAnsweredOnce() {
		VendorRequest request = update("10004").header("X-Telegram-Bot-Api-Secret-Token", SECRET);
		receivers.sendAfter(request).answer(200).andDoOneThing();
		receivers.sendAfter(request).answer(200, "").andDoNothing();
	}

	private static VendorRequest update(String id) {
		return VendorRequest.json("/telegram/bot", """
				{"update_id":%s,"message":{"date":1441645532,"chat":{"last_name":"Test Lastname","type":"private",
				 "id":1111111111111,"first_name":"Test Firstname","username":"Testusername"},"message_id":1365,
				 "from":{"last_name":"Lastname","id":1111111111111,"is_bot":false,"first_name":"Test",
				 "username":"Testusername"},"text":"/start now",
				 "entities":[{"type":"bot_command","offset":0,"length":6}],"reply_to_message":{"date":1441645000,
				 "chat":{"type":"private","id":1111111111111,"first_name":"Test"},"message_id":1334,
				 "text":"Original"}}}""".formatted(id));
	}

}
