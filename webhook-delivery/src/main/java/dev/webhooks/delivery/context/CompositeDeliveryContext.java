package dev.webhooks.delivery.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryStatus;

/**
 * Several contexts, taken away in the reverse order.
 */
final class CompositeDeliveryContext implements DeliveryContext {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryContext.class);

	private final List<DeliveryContext> contexts;

	CompositeDeliveryContext(List<DeliveryContext> contexts) {
		this.contexts = List.copyOf(contexts);
	}

	@Override
	public void capture(Map<String, String> values) {
		this.contexts.forEach((context) -> context.capture(values));
	}

	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		Scopes scopes = new Scopes(new ArrayDeque<>(this.contexts.size()), delivery);
		try {
			this.contexts.forEach((context) -> scopes.innermostFirst.push(context.restore(values, delivery)));
		}
		catch (RuntimeException | Error ex) {
			scopes.close();
			throw ex;
		}
		return scopes;
	}

	/**
	 * Scopes of the contexts. Each is told and taken away, whatever becomes of the
	 * others.
	 */
	private record Scopes(Deque<Scope> innermostFirst, ClaimedDelivery delivery) implements Scope {

		@Override
		public void failed(Throwable failure) {
			tell("that it failed", (scope) -> scope.failed(failure));
		}

		@Override
		public void ended(DeliveryStatus status) {
			tell("how it ended", (scope) -> scope.ended(status));
		}

		private void tell(String news, Consumer<Scope> telling) {
			for (Scope scope : this.innermostFirst) {
				try {
					telling.accept(scope);
				}
				catch (RuntimeException | Error ex) {
					logger.error("Cannot tell the context of {} {}", this.delivery, news, ex);
				}
			}
		}

		@Override
		public void close() {
			for (Scope scope = this.innermostFirst.poll(); scope != null; scope = this.innermostFirst.poll()) {
				try {
					scope.close();
				}
				catch (RuntimeException | Error ex) {
					logger.error("Cannot remove the context of {}", this.delivery, ex);
				}
			}
		}

	}

}
