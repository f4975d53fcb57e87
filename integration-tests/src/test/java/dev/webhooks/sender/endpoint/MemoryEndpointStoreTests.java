package dev.webhooks.sender.endpoint;

import dev.webhooks.sender.endpoint.memory.MemoryEndpointStore;

class MemoryEndpointStoreTests extends EndpointStoreContract {

	private final EndpointStore store = new MemoryEndpointStore();

	@Override
	EndpointStore store() {
		return this.store;
	}

}
