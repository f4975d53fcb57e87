package dev.webhooks.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * Operations of the endpoint over JMX, each by its name. All parameters may be
 * {@code null} but the ids of what is shown or changed. Nobody is authenticated there:
 * values are shown to all or to none.
 */
@EndpointJmxExtension(endpoint = WebhooksEndpoint.class)
public final class WebhooksEndpointJmxExtension {

	private final WebhookReads reads;

	private final WebhookWrites writes;

	private final boolean shown;

	/**
	 * Creates the extension.
	 * @param parts what it shows and does
	 * @param showValues who sees headers, payloads and the messages of exceptions
	 */
	public WebhooksEndpointJmxExtension(WebhooksEndpointParts parts, Show showValues) {
		this.reads = parts.reads();
		this.writes = parts.writes();
		this.shown = showValues == Show.ALWAYS;
	}

	/**
	 * Shows the providers.
	 * @return the providers
	 */
	@ReadOperation
	public @Nullable Object providers() {
		return this.reads.list("providers", DeliveryQuery.ALL, null, null, this.shown);
	}

	/**
	 * Shows the listeners.
	 * @return the listeners
	 */
	@ReadOperation
	public @Nullable Object listeners() {
		return this.reads.list("listeners", DeliveryQuery.ALL, null, null, this.shown);
	}

	/**
	 * Shows outcomes of the last requests.
	 * @param status one outcome, or several with commas between them
	 * @param channel the provider
	 * @param limit how many at the most
	 * @return the outcomes
	 */
	@ReadOperation
	public @Nullable Object recent(@Nullable String status, @Nullable String channel, @Nullable Integer limit) {
		DeliveryQuery query = new DeliveryQuery(null, status, channel, null, null, null, null, null, null, null);
		return this.reads.list("recent", query, null, text(limit), this.shown);
	}

	/**
	 * Lists events with their deliveries.
	 * @param engine the engine; the only one, or else the inbox
	 * @param status one status, or several with commas between them
	 * @param channel the channel; of the inbox the provider
	 * @param target the target; of the inbox the listener
	 * @param eventId the id that the provider gave the event
	 * @param tenant the tenant
	 * @param type the most specific name of the type
	 * @param from the earliest time of receipt, or how long that is ago
	 * @param to the time of receipt that is too late, or how long that is ago
	 * @param after the {@code next} of the page before
	 * @param limit how many deliveries at the most
	 * @return the page
	 */
	@ReadOperation
	public @Nullable Object events(@Nullable String engine, @Nullable String status, @Nullable String channel,
			@Nullable String target, @Nullable String eventId, @Nullable String tenant, @Nullable String type,
			@Nullable String from, @Nullable String to, @Nullable String after, @Nullable Integer limit) {
		DeliveryQuery query = new DeliveryQuery(engine, status, channel, target, null, eventId, tenant, type, from, to);
		return this.reads.list("events", query, after, text(limit), this.shown);
	}

	/**
	 * Lists deliveries.
	 * @param engine the engine; the only one, or else the inbox
	 * @param status one status, or several with commas between them
	 * @param channel the channel; of the inbox the provider
	 * @param target the target; of the inbox the listener
	 * @param eventId the id that the provider gave the event
	 * @param tenant the tenant
	 * @param type the most specific name of the type
	 * @param from the earliest time of receipt, or how long that is ago
	 * @param to the time of receipt that is too late, or how long that is ago
	 * @param after the {@code next} of the page before
	 * @param limit how many at the most
	 * @return the page
	 */
	@ReadOperation
	public @Nullable Object deliveries(@Nullable String engine, @Nullable String status, @Nullable String channel,
			@Nullable String target, @Nullable String eventId, @Nullable String tenant, @Nullable String type,
			@Nullable String from, @Nullable String to, @Nullable String after, @Nullable Integer limit) {
		DeliveryQuery query = new DeliveryQuery(engine, status, channel, target, null, eventId, tenant, type, from, to);
		return this.reads.list("deliveries", query, after, text(limit), this.shown);
	}

	/**
	 * Counts deliveries.
	 * @param engine the engine; the only one, or else the inbox
	 * @param status one status, or several with commas between them
	 * @param channel the channel; of the inbox the provider
	 * @param target the target; of the inbox the listener
	 * @param tenant the tenant
	 * @param type the most specific name of the type
	 * @param from the earliest time of receipt, or how long that is ago
	 * @param to the time of receipt that is too late, or how long that is ago
	 * @param after the {@code next} of the count before
	 * @return the count
	 */
	@ReadOperation
	public @Nullable Object counts(@Nullable String engine, @Nullable String status, @Nullable String channel,
			@Nullable String target, @Nullable String tenant, @Nullable String type, @Nullable String from,
			@Nullable String to, @Nullable String after) {
		DeliveryQuery query = new DeliveryQuery(engine, status, channel, target, null, null, tenant, type, from, to);
		return this.reads.list("counts", query, after, null, this.shown);
	}

	/**
	 * Shows one event.
	 * @param id the id under which it is stored
	 * @param engine the engine; the only one, or else the inbox
	 * @return the event, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Object event(String id, @Nullable String engine) {
		return this.reads.show("events", id, engine, this.shown);
	}

	/**
	 * Shows one delivery.
	 * @param id the id of the delivery
	 * @param engine the engine; the only one, or else the inbox
	 * @return the delivery, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Object delivery(String id, @Nullable String engine) {
		return this.reads.show("deliveries", id, engine, this.shown);
	}

	/**
	 * Has one delivery tried again.
	 * @param id the id of the delivery
	 * @param mode {@code anew} or {@code once}
	 * @param engine the engine; the only one, or else the inbox
	 * @return the result, or {@code null} if there is no such delivery
	 */
	@WriteOperation
	public @Nullable Object retry(String id, @Nullable String mode, @Nullable String engine) {
		return this.writes.changeOne("retry", id, engine, mode, Operator.JMX);
	}

	/**
	 * Gives up one delivery.
	 * @param id the id of the delivery
	 * @param engine the engine; the only one, or else the inbox
	 * @return the result, or {@code null} if there is no such delivery
	 */
	@WriteOperation
	public @Nullable Object discard(String id, @Nullable String engine) {
		return this.writes.changeOne("discard", id, engine, null, Operator.JMX);
	}

	/**
	 * Does something with many deliveries, or tells how many are meant.
	 * @param operation {@code retry} or {@code discard}
	 * @param engine the engine; the only one, or else the inbox
	 * @param status one status, or several with commas between them; {@code dead} by
	 * default
	 * @param channel the channel; of the inbox the provider
	 * @param target the target; of the inbox the listener
	 * @param tenant the tenant
	 * @param type the most specific name of the type
	 * @param from the earliest time of receipt, or how long that is ago
	 * @param to the time of receipt that is too late, or how long that is ago
	 * @param mode {@code anew}, or {@code once} to retry once
	 * @param expected how many deliveries are expected at the most; without it nothing is
	 * changed
	 * @return the result
	 */
	@WriteOperation
	public @Nullable Object changeMany(String operation, @Nullable String engine, @Nullable String status,
			@Nullable String channel, @Nullable String target, @Nullable String tenant, @Nullable String type,
			@Nullable String from, @Nullable String to, @Nullable String mode, @Nullable Integer expected) {
		DeliveryQuery query = new DeliveryQuery(engine, status, channel, target, null, null, tenant, type, from, to);
		return this.writes.change(operation, query, new WebhookWrites.Options(text(expected), mode, null, null),
				Operator.JMX);
	}

	/**
	 * Gives the deliveries of a target to another, or tells how many that would be.
	 * @param channel the channel
	 * @param target the target, which may be gone
	 * @param newTarget the target that is given them
	 * @param expected how many deliveries are expected at the most; without it nothing is
	 * changed
	 * @param engine the engine; the only one, or else the inbox
	 * @return the result
	 */
	@WriteOperation
	public @Nullable Object reassign(String channel, String target, String newTarget, @Nullable Integer expected,
			@Nullable String engine) {
		return this.writes.change("reassign", DeliveryQuery.to(engine, channel, target),
				new WebhookWrites.Options(text(expected), null, newTarget, null), Operator.JMX);
	}

	/**
	 * Pauses a channel, or one target of it.
	 * @param channel the channel
	 * @param target the target, or {@code null} for the whole channel
	 * @param reason why
	 * @param engine the engine; the only one, or else the inbox
	 * @return the result
	 */
	@WriteOperation
	public @Nullable Object pause(String channel, @Nullable String target, @Nullable String reason,
			@Nullable String engine) {
		return this.writes.change("pause", DeliveryQuery.to(engine, channel, target),
				new WebhookWrites.Options(null, null, null, reason), Operator.JMX);
	}

	/**
	 * Goes on with what was paused.
	 * @param channel the channel
	 * @param target the target, or {@code null} for the whole channel
	 * @param engine the engine; the only one, or else the inbox
	 * @return the result
	 */
	@WriteOperation
	public @Nullable Object resume(String channel, @Nullable String target, @Nullable String engine) {
		return this.writes.change("resume", DeliveryQuery.to(engine, channel, target),
				new WebhookWrites.Options(null, null, null, null), Operator.JMX);
	}

	private static @Nullable String text(@Nullable Integer number) {
		return (number != null) ? number.toString() : null;
	}

}
