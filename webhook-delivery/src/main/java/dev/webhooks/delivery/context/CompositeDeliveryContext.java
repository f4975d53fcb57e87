package dev.webhooks.delivery.context;

import dev.webhooks.delivery.ClaimedDelivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Several contexts, taken away in the reverse order.
 */
final class CompositeDeliveryContext implements DeliveryContext {

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
		Scopes scopes = new Scopes(new ArrayDeque<>(this.contexts.size()));
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
	 * What the contexts put in place.
	 */
	private record Scopes(Deque<Scope> innermostFirst) implements Scope {

		@Override
		public void failed(Throwable failure) {
			this.innermostFirst.forEach((scope) -> scope.failed(failure));
		}

		/** Each is closed, whatever becomes of the others. */
		@Override
		public void close() {
			Scope last = this.innermostFirst.poll();
			if (last != null) {
				try {
					last.close();
				}
				finally {
					close();
				}
			}
		}

	}

}
