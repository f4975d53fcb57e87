package dev.webhooks.actuate;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import dev.webhooks.delivery.StoreUnavailableException;

/**
 * Operations of the endpoint over HTTP. What is refused is answered with a status and a
 * reason that can be read.
 */
@EndpointWebExtension(endpoint = WebhooksEndpoint.class)
public final class WebhooksEndpointWebExtension {

	private static final int UNAVAILABLE = 503;

	private final WebhookReads reads;

	private final WebhookWrites writes;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the extension.
	 * @param parts what it shows and does
	 * @param showValues who sees headers, payloads and the messages of exceptions
	 * @param roles the roles of those who see them; empty for all who are authenticated
	 */
	public WebhooksEndpointWebExtension(WebhooksEndpointParts parts, Show showValues, Set<String> roles) {
		this.reads = parts.reads();
		this.writes = parts.writes();
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * Lists something.
	 * @param context tells who asks
	 * @param what {@code providers}, {@code listeners}, {@code events},
	 * {@code deliveries}, {@code counts} or {@code recent}
	 * @param engine the engine; the only one, or else the inbox
	 * @param status one status, or several with commas between them
	 * @param channel the channel; of the inbox the provider
	 * @param provider the same as {@code channel}
	 * @param target the target; of the inbox the listener
	 * @param listener the same as {@code target}
	 * @param event the id under which the event is stored
	 * @param eventId the id that the provider gave the event
	 * @param tenant the tenant
	 * @param type the most specific name of the type
	 * @param from the earliest time of receipt, or how long that is ago
	 * @param to the time of receipt that is too late, or how long that is ago
	 * @param after the {@code next} of the page before
	 * @param limit how many at the most
	 * @return the list, or 404 if there is no such list
	 */
	@ReadOperation
	public WebEndpointResponse<Object> list(SecurityContext context, @Selector String what, @Nullable String engine,
			@Nullable String status, @Nullable String channel, @Nullable String provider, @Nullable String target,
			@Nullable String listener, @Nullable String event, @Nullable String eventId, @Nullable String tenant,
			@Nullable String type, @Nullable String from, @Nullable String to, @Nullable String after,
			@Nullable String limit) {
		return answer(() -> {
			DeliveryQuery query = new DeliveryQuery(engine, status,
					DeliveryQuery.either(channel, provider, "'channel' and 'provider'"),
					DeliveryQuery.either(target, listener, "'target' and 'listener'"), event, eventId, tenant, type,
					from, to);
			return this.reads.list(what, query, after, limit, isShown(context));
		});
	}

	/**
	 * Shows one of a list.
	 * @param context tells who asks
	 * @param what {@code providers}, {@code listeners}, {@code events} or
	 * {@code deliveries}
	 * @param id the name of the provider, or the id of anything else
	 * @param engine the engine; the only one, or else the inbox
	 * @return what it is, or 404 if there is no such thing
	 */
	@ReadOperation
	public WebEndpointResponse<Object> show(SecurityContext context, @Selector String what, @Selector String id,
			@Nullable String engine) {
		return answer(() -> this.reads.show(what, id, engine, isShown(context)));
	}

	/**
	 * Does something with many deliveries, or with a channel or a target.
	 * @param context tells who does it
	 * @param operation {@code retry}, {@code discard}, {@code reassign}, {@code pause} or
	 * {@code resume}
	 * @param engine the engine; the only one, or else the inbox
	 * @param status one status, or several with commas between them; {@code dead} by
	 * default
	 * @param channel the channel; of the inbox the provider
	 * @param provider the same as {@code channel}
	 * @param target the target; of the inbox the listener
	 * @param listener the same as {@code target}
	 * @param event the id under which the event is stored
	 * @param eventId the id that the provider gave the event
	 * @param tenant the tenant
	 * @param type the most specific name of the type
	 * @param from the earliest time of receipt, or how long that is ago
	 * @param to the time of receipt that is too late, or how long that is ago
	 * @param expected how many deliveries are expected at the most; without it nothing is
	 * changed, and told how many are meant
	 * @param mode {@code anew}, or {@code once} to retry once
	 * @param newTarget the target that is given the deliveries of another
	 * @param reason why something is paused
	 * @return the result, or 404 if there is no such operation
	 */
	@WriteOperation
	public WebEndpointResponse<Object> change(SecurityContext context, @Selector String operation,
			@Nullable String engine, @Nullable String status, @Nullable String channel, @Nullable String provider,
			@Nullable String target, @Nullable String listener, @Nullable String event, @Nullable String eventId,
			@Nullable String tenant, @Nullable String type, @Nullable String from, @Nullable String to,
			@Nullable String expected, @Nullable String mode, @Nullable String newTarget, @Nullable String reason) {
		return answer(() -> {
			DeliveryQuery query = new DeliveryQuery(engine, status,
					DeliveryQuery.either(channel, provider, "'channel' and 'provider'"),
					DeliveryQuery.either(target, listener, "'target' and 'listener'"), event, eventId, tenant, type,
					from, to);
			WebhookWrites.Options options = new WebhookWrites.Options(expected, mode, newTarget, reason);
			return this.writes.change(operation, query, options, Operator.of(context));
		});
	}

	/**
	 * Does something with one delivery.
	 * @param context tells who does it
	 * @param operation {@code retry} or {@code discard}
	 * @param id the id of the delivery
	 * @param engine the engine; the only one, or else the inbox
	 * @param mode {@code anew}, or {@code once} to retry once
	 * @return the result, or 404 if there is no such operation or delivery
	 */
	@WriteOperation
	public WebEndpointResponse<Object> changeOne(SecurityContext context, @Selector String operation,
			@Selector String id, @Nullable String engine, @Nullable String mode) {
		return answer(() -> this.writes.changeOne(operation, id, engine, mode, Operator.of(context)));
	}

	private boolean isShown(SecurityContext context) {
		return this.showValues.isShown(context, this.roles);
	}

	private static WebEndpointResponse<Object> answer(Supplier<@Nullable Object> work) {
		try {
			Object result = work.get();
			return (result != null) ? new WebEndpointResponse<>(result)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (RefusedOperationException ex) {
			return new WebEndpointResponse<>(new Refusal(ex.reason()), ex.status());
		}
		catch (StoreUnavailableException ex) {
			return new WebEndpointResponse<>(new Refusal("The store cannot be reached"), UNAVAILABLE);
		}
	}

	/**
	 * Body of an answer that refuses something.
	 *
	 * @param reason why, for the operator
	 */
	public record Refusal(String reason) {

	}

}
