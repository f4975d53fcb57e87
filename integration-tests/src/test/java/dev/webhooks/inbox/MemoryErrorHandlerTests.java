package dev.webhooks.inbox;

class MemoryErrorHandlerTests extends ErrorHandlerContract {

	@Override
	String[] inbox() {
		return new String[] { "webhooks.inbox.type=memory" };
	}

}
