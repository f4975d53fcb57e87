package dev.webhooks.vendor.receivers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Business methods of an application, which record what a receiver has them do. Safe for
 * use by several threads.
 */
public final class Work {

	private final List<List<Object>> done = new ArrayList<>();

	private boolean failing;

	/**
	 * Does something.
	 * @param what a verb
	 * @param values what it is done with
	 */
	public synchronized void does(String what, Object... values) {
		if (this.failing) {
			this.failing = false;
			throw new IllegalStateException("The database is away");
		}
		List<Object> deed = new ArrayList<>(List.of(what));
		deed.addAll(Arrays.asList(values));
		this.done.add(deed);
	}

	synchronized void failNext() {
		this.failing = true;
	}

	/**
	 * Takes what was done since it was taken the last time.
	 */
	synchronized List<List<Object>> take() {
		List<List<Object>> taken = List.copyOf(this.done);
		this.done.clear();
		return taken;
	}

}
