package dev.webhooks.observation;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Scope;

import dev.webhooks.Internal;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.context.DeliveryContext;

/**
 * Stores with each event the span that received it, as a {@code traceparent}, so that any
 * node can link to it, whenever that is. Safe for use by several threads.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace
 * Context</a>
 */
@Internal
public final class TraceLinks implements DeliveryContext {

	private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

	/** A tracer may have ids of 64 bits. */
	private static final int TRACE_ID_LENGTH = 32;

	private final Tracer tracer;

	/**
	 * Creates an instance.
	 * @param tracer knows the current span
	 */
	public TraceLinks(Tracer tracer) {
		this.tracer = tracer;
	}

	@Override
	public void capture(Map<String, String> values) {
		TraceContext current = this.tracer.currentTraceContext().context();
		if (current == null) {
			return;
		}
		String id = current.traceId();
		String traceparent = "00-" + "0".repeat(Math.max(0, TRACE_ID_LENGTH - id.length())) + id + "-"
				+ current.spanId() + (Boolean.TRUE.equals(current.sampled()) ? "-01" : "-00");
		if (TRACEPARENT.matcher(traceparent).matches()) {
			values.put(ProcessObservations.LINK, traceparent);
		}
	}

	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		return () -> {
		};
	}

	/**
	 * Makes a link of what was stored.
	 * @return the link, or {@code null} if there is none
	 */
	static @Nullable Link linkTo(@Nullable String traceparent, Tracer tracer) {
		Matcher matcher = TRACEPARENT.matcher((traceparent != null) ? traceparent : "");
		return matcher.matches() ? new Link(tracer.traceContextBuilder()
			.traceId(matcher.group(1))
			.spanId(matcher.group(2))
			.sampled(matcher.group(3).endsWith("1"))
			.build()) : null;
	}

}
