package dev.webhooks.inbox;

import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;

class MemoryWebhookInboxTests extends WebhookInboxContract {

	@Override
	DeliveryStorage createInbox() {
		return MemoryStorage.create();
	}

}
