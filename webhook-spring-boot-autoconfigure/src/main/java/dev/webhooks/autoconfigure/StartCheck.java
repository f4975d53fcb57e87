package dev.webhooks.autoconfigure;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.Internal;

/**
 * Something that is looked at once, when the application has all its beans and before
 * anything receives or delivers.
 */
@Internal
public abstract class StartCheck implements SmartLifecycle {

	private volatile boolean running;

	/**
	 * Looks at it.
	 * @throws InvalidWebhookConfigurationException if the application must not start
	 */
	protected abstract void check();

	@Override
	public final void start() {
		check();
		this.running = true;
	}

	@Override
	public final void stop() {
		this.running = false;
	}

	@Override
	public final boolean isRunning() {
		return this.running;
	}

	@Override
	public final int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE - 4096;
	}

}
