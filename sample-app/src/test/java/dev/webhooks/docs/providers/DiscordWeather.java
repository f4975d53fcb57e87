package dev.webhooks.docs.providers;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class DiscordWeather {

	private static final int MESSAGE = 4;

	@WebhookListener(provider = "discord", events = "2.weather")
	Answer weather(@WebhookPayload("/data/options/0/value") String city) {
		return new Answer(MESSAGE, new Answer.Data("Rain in " + city));
	}

	record Answer(int type, Data data) {

		record Data(String content) {
		}

	}

}
