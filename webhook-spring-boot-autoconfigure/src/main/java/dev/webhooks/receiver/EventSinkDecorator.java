package dev.webhooks.receiver;

import dev.webhooks.Internal;
import dev.webhooks.delivery.EventSink;

/**
 * Puts something before what takes the events of requests. A bean of this type is asked
 * once, at the start.
 */
@Internal
@FunctionalInterface
public interface EventSinkDecorator {

	/**
	 * Decorates a sink.
	 * @param sink the sink
	 * @return a sink that ends in it
	 */
	EventSink decorate(EventSink sink);

}
