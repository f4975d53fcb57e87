package dev.webhooks.observation;

import org.jspecify.annotations.Nullable;

/**
 * Context of the observation of one run of a listener.
 */
public non-sealed class ProcessObservationContext extends TimedObservationContext {

	/**
	 * Trigger of runs before the answer, which nothing schedules.
	 */
	public static final String INLINE = "inline";

	private final String channel;

	private final String listener;

	private final String trigger;

	private final String messageId;

	private final @Nullable String link;

	private @Nullable String outcome;

	/**
	 * Creates a context.
	 * @param channel the name of the channel, which is the provider
	 * @param listener the id of the listener
	 * @param trigger what the run was scheduled by, in lower case, or {@link #INLINE}
	 * @param messageId the id of the event
	 * @param link the {@code traceparent} of the request that brought the event, or
	 * {@code null} if it is unknown or the observation is a part of its own
	 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace
	 * Context</a>
	 */
	public ProcessObservationContext(String channel, String listener, String trigger, String messageId,
			@Nullable String link) {
		this.channel = channel;
		this.listener = listener;
		this.trigger = trigger;
		this.messageId = messageId;
		this.link = link;
	}

	/**
	 * Name of the channel.
	 * @return the name, which is configured
	 */
	public String getChannel() {
		return this.channel;
	}

	/**
	 * Id of the listener.
	 * @return the id
	 */
	public String getListener() {
		return this.listener;
	}

	/**
	 * Cause of the run.
	 * @return a trigger in lower case, or {@link #INLINE}
	 */
	public String getTrigger() {
		return this.trigger;
	}

	/**
	 * Id of the event.
	 * @return the id, that of a verified request
	 */
	public String getMessageId() {
		return this.messageId;
	}

	/**
	 * Trace and span of the request that brought the event.
	 * @return the value of a {@code traceparent} header, or {@code null}
	 */
	public @Nullable String getLink() {
		return this.link;
	}

	/**
	 * Outcome of the run.
	 * @return where the delivery stands in lower case, or {@code null} as long as that is
	 * not known
	 */
	public @Nullable String getOutcome() {
		return this.outcome;
	}

	/**
	 * Says how the run ended.
	 * @param outcome the outcome, one of few
	 */
	public void setOutcome(String outcome) {
		this.outcome = outcome;
	}

}
