package dev.webhooks.inbox;

import dev.webhooks.delivery.DeliveryStorage;
import dev.webhooks.delivery.memory.MemoryStorage;

class MemoryWebhookInboxTests extends WebhookInboxContract {

	@Override
	DeliveryStorage createInbox() {
		return MemoryStorage.create();
	}

}
