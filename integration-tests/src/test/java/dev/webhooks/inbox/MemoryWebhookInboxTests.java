package dev.webhooks.inbox;

class MemoryWebhookInboxTests extends WebhookInboxContract {

	@Override
	WebhookInbox createInbox() {
		return new MemoryWebhookInbox();
	}

}
