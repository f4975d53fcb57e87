package dev.webhooks.observation;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

import dev.webhooks.Internal;

/**
 * Makes a consumer span of each run of a listener. One from the inbox begins a trace of
 * its own, which is linked to the request that brought the event: that may be days ago.
 */
@Internal
public final class ProcessTracingObservationHandler implements TracingObservationHandler<ProcessObservationContext> {

	private final Tracer tracer;

	/**
	 * Creates a handler.
	 * @param tracer makes spans
	 */
	public ProcessTracingObservationHandler(Tracer tracer) {
		this.tracer = tracer;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ProcessObservationContext;
	}

	@Override
	public void onStart(ProcessObservationContext context) {
		Span.Builder span = this.tracer.spanBuilder().kind(Span.Kind.CONSUMER);
		Span parent = getParentSpan(context);
		if (parent != null) {
			span.setParent(parent.context());
		}
		else {
			span.setNoParent();
		}
		Link link = TraceLinks.linkTo(context.getLink(), this.tracer);
		if (link != null) {
			span.addLink(link);
		}
		getTracingContext(context).setSpan(span.start());
	}

	@Override
	public void onStop(ProcessObservationContext context) {
		Span span = getRequiredSpan(context);
		span.name(getSpanName(context));
		tagSpan(context, span);
		endSpan(context, span);
	}

	@Override
	public Tracer getTracer() {
		return this.tracer;
	}

}
