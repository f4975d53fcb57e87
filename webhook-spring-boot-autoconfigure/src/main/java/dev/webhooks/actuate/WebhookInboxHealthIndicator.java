package dev.webhooks.actuate;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.inbox.InboxEngine;

/**
 * Tells whether the inbox takes events in and delivers them: it is down while its
 * database cannot be reached, and for a minute after one of its threads has died.
 */
public final class WebhookInboxHealthIndicator extends AbstractHealthIndicator {

	private final InboxEngine engine;

	/**
	 * Creates an indicator.
	 * @param engine the engine of the inbox
	 */
	public WebhookInboxHealthIndicator(InboxEngine engine) {
		super("The state of the webhook inbox cannot be told");
		this.engine = engine;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		EngineState state = this.engine.state();
		builder.status(state.isUp() ? Status.UP : Status.DOWN);
		builder.withDetail("running", state.running()).withDetail("reachable", state.reachable());
		if (state.deaths() > 0) {
			builder.withDetail("threadsRestarted", state.deaths());
		}
		if (state.lastDeath() != null) {
			builder.withDetail("lastDeath", state.lastDeath());
		}
	}

}
