package dev.webhooks.docs.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class SlackWeather {

	@WebhookListener(provider = "slack", events = "/weather")
	Message weather(Command command) {
		return new Message("ephemeral", "Rain in " + command.text());
	}

	@WebhookListener(provider = "slack", events = "reaction_added")
	void reaction(@WebhookPayload("/event/user") String user, @WebhookPayload("/event/reaction") String reaction) {
		System.out.println(user + " reacted with " + reaction);
	}

	record Command(String text, @JsonProperty("user_name") String userName) {
	}

	record Message(@JsonProperty("response_type") String responseType, String text) {
	}

}
