package dev.webhooks.inbox;

class MemoryInboxProcessingTests extends InboxProcessingContract {

	@Override
	String[] inbox() {
		return new String[] { "webhooks.inbox.type=memory" };
	}

}
