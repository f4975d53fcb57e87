package dev.webhooks.inbox;

class H2InboxProcessingTests extends InboxProcessingContract {

	@Override
	String[] inbox() {
		return Node.onH2();
	}

}
