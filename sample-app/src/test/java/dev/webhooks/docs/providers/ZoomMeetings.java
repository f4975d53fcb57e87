package dev.webhooks.docs.providers;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class ZoomMeetings {

	@WebhookListener(provider = "zoom", events = { "meeting.started", "meeting.ended" })
	void meeting(@WebhookPayload("/payload/object") Meeting meeting, WebhookEvent event) {
		System.out.println(meeting.topic() + ": " + event.type());
	}

	record Meeting(String id, String topic) {
	}

}
