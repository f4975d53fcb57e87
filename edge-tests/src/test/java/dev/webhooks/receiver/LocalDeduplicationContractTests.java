package dev.webhooks.receiver;

import java.time.Duration;

/**
 * {@link EventDeduplicationContract} of {@link LocalDeduplication}.
 */
class LocalDeduplicationContractTests extends EventDeduplicationContract {

	private final LocalDeduplication deduplication = new LocalDeduplication(1000, Duration.ofHours(1), () -> 0);

	@Override
	EventDeduplication first() {
		return this.deduplication;
	}

	@Override
	EventDeduplication second() {
		return this.deduplication;
	}

}
