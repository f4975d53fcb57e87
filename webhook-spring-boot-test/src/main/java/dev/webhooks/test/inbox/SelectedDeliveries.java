package dev.webhooks.test.inbox;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

import org.assertj.core.api.AssertProvider;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.inbox.WebhookDeliveries;

/**
 * The deliveries that a test asks about. They are looked up each time, so that the same
 * object can be asked before and after a run. Immutable.
 */
public final class SelectedDeliveries implements AssertProvider<DeliveriesAssert> {

	private static final int MOST = 1000;

	private final WebhookDeliveries deliveries;

	private final Clock clock;

	private final DeliveryFilter filter;

	private final String description;

	SelectedDeliveries(WebhookDeliveries deliveries, Clock clock, DeliveryFilter filter, String description) {
		this.deliveries = deliveries;
		this.clock = clock;
		this.filter = filter;
		this.description = description;
	}

	/**
	 * Those of them that go to one listener.
	 * @param listener the id of the listener
	 * @return the deliveries
	 */
	public SelectedDeliveries to(String listener) {
		return with((filter) -> filter.target(listener), " to listener '" + listener + "'");
	}

	/**
	 * Those of them that come from one provider.
	 * @param provider the name of the provider
	 * @return the deliveries
	 */
	public SelectedDeliveries from(String provider) {
		return with((filter) -> filter.channel(provider), " from provider '" + provider + "'");
	}

	/**
	 * Those of them whose event has a type.
	 * @param type the most specific name of the type
	 * @return the deliveries
	 */
	public SelectedDeliveries ofType(String type) {
		return with((filter) -> filter.type(type), " of type '" + type + "'");
	}

	private SelectedDeliveries with(UnaryOperator<DeliveryFilter> change, String text) {
		return new SelectedDeliveries(this.deliveries, this.clock, change.apply(this.filter), this.description + text);
	}

	/**
	 * Looks them up.
	 * @return the deliveries as they stand now, the newest first, up to a thousand
	 */
	public List<WebhookDelivery> list() {
		return this.deliveries.find(this.filter, MOST);
	}

	List<WebhookDelivery> others() {
		return this.deliveries.find(DeliveryFilter.of(), MOST);
	}

	Clock clock() {
		return this.clock;
	}

	/**
	 * Begins an assertion. Use {@code assertThat(deliveries.of("evt_1"))} instead.
	 * @return the assertion
	 */
	@Override
	public DeliveriesAssert assertThat() {
		return new DeliveriesAssert(this);
	}

	@Override
	public String toString() {
		return this.description;
	}

}
