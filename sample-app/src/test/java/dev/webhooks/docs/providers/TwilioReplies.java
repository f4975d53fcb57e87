package dev.webhooks.docs.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

import dev.webhooks.WebhookListener;

@Component
class TwilioReplies {

	@WebhookListener(provider = "twilio", events = "received")
	String reply(Sms sms) {
		return "<Response><Message>You wrote: " + HtmlUtils.htmlEscape(sms.body()) + "</Message></Response>";
	}

	record Sms(@JsonProperty("From") String from, @JsonProperty("Body") String body) {
	}

}
