package dev.webhooks.delivery.engine;

import java.util.function.BooleanSupplier;

/**
 * A thread that is started again when it dies before its work has come to an end.
 */
final class EngineThread {

	private final String name;

	private final Runnable action;

	private final EngineFailures failures;

	private volatile boolean finished;

	private volatile Thread thread;

	EngineThread(String name, Runnable action, EngineFailures failures) {
		this.name = name;
		this.action = action;
		this.failures = failures;
		this.thread = create();
	}

	private Thread create() {
		Thread thread = new Thread(this::run, this.name);
		thread.setDaemon(true);
		return thread;
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			this.action.run();
			this.finished = true;
		}
		catch (RuntimeException | Error ex) {
			this.failures.died(this.name, ex);
		}
	}

	void restartIfDead(BooleanSupplier ended) {
		if (!this.thread.isAlive() && !this.finished && !ended.getAsBoolean()) {
			this.thread = create();
			start();
		}
	}

	void join(long millis) throws InterruptedException {
		this.thread.join(millis);
	}

	void interrupt() {
		this.thread.interrupt();
	}

}
