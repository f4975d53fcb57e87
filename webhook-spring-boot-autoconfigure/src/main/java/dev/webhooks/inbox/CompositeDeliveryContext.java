package dev.webhooks.inbox;

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
		Deque<Scope> scopes = new ArrayDeque<>(this.contexts.size());
		try {
			this.contexts.forEach((context) -> scopes.push(context.restore(values, delivery)));
		}
		catch (RuntimeException | Error ex) {
			closeAll(scopes);
			throw ex;
		}
		return () -> closeAll(scopes);
	}

	/** Each is closed, whatever becomes of the others. */
	private static void closeAll(Deque<Scope> scopes) {
		Scope last = scopes.poll();
		if (last != null) {
			try {
				last.close();
			}
			finally {
				closeAll(scopes);
			}
		}
	}

}
