package dev.webhooks.test.inbox;

import java.util.ArrayList;
import java.util.List;

import dev.webhooks.Internal;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * Remembers what has run while somebody wants to know. Safe for use by several threads.
 */
@Internal
public final class RunRecorder implements DeliveryListener {

	private final List<DeliveryRun> runs = new ArrayList<>();

	private boolean recording;

	@Override
	public synchronized void ended(FinishedDelivery finished) {
		if (this.recording) {
			this.runs.add(DeliveryRun.of(finished));
		}
	}

	/**
	 * Does something.
	 * @return what has run meanwhile, in order
	 */
	List<DeliveryRun> during(Runnable action) {
		record(true);
		try {
			action.run();
			return recorded();
		}
		finally {
			record(false);
		}
	}

	private synchronized void record(boolean recording) {
		this.recording = recording;
		this.runs.clear();
	}

	private synchronized List<DeliveryRun> recorded() {
		return List.copyOf(this.runs);
	}

}
