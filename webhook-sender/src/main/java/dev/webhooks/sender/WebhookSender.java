package dev.webhooks.sender;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.engine.DeliveryEngine;
import dev.webhooks.sender.endpoint.EndpointIds;
import dev.webhooks.sender.fanout.FanOut;
import dev.webhooks.sender.fanout.FanOutTargets;
import dev.webhooks.sender.filter.FilterSubject;
import dev.webhooks.sender.routing.EndpointDirectory;

/**
 * Sends webhooks: writes them to the outbox in the caller's transaction, from where they
 * are delivered to all endpoints that want them once it is committed. Safe for use by
 * several threads.
 */
public final class WebhookSender {

	private static final Logger logger = LoggerFactory.getLogger(WebhookSender.class);

	/** They are not needed where the outbox is in memory. */
	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			WebhookSender.class.getClassLoader());

	private static final String CHANNEL = "default";

	private final DeliveryEngine outbox;

	private final EndpointDirectory endpoints;

	private final JsonMapper mapper;

	private final Clock clock;

	private final EndpointIds ids;

	private final FanOut fanOut = new FanOut();

	/**
	 * Creates a sender.
	 * @param outbox delivers what is sent
	 * @param endpoints where to
	 * @param mapper writes data as JSON
	 * @param clock tells the time
	 */
	public WebhookSender(DeliveryEngine outbox, EndpointDirectory endpoints, JsonMapper mapper, Clock clock) {
		this.outbox = outbox;
		this.endpoints = endpoints;
		this.mapper = mapper;
		this.clock = clock;
		this.ids = new EndpointIds("msg_", clock);
	}

	/**
	 * Sends a message to all endpoints that want it now. In a transaction, it is as if it
	 * had never been sent if that is rolled back; without one, it is stored when this
	 * returns. If no endpoint wants it, nothing is stored.
	 * @param webhook the message
	 * @return the id of the message
	 * @throws dev.webhooks.delivery.UnsuitableTransactionException if the transaction is
	 * none of the database of the outbox, or may only read
	 * @throws dev.webhooks.delivery.StoreUnavailableException if it cannot be stored now
	 * @throws dev.webhooks.delivery.MessageTooLargeException if it is larger than the
	 * outbox takes
	 * @throws tools.jackson.core.JacksonException if the data cannot be written as JSON
	 */
	public String send(OutgoingWebhook webhook) {
		String id = Objects.requireNonNullElseGet(webhook.id(), this.ids::next);
		byte[] data = this.mapper.writeValueAsBytes(webhook.data());
		FanOutTargets targets = FanOutTargets
			.of(this.endpoints.match(FilterSubject.of(webhook.type(), webhook.tenant(), data)), webhook.orderKey());
		if (targets.isEmpty()) {
			logger.debug("No endpoint wants {}", webhook);
			return id;
		}
		store(message(webhook, id, data), targets);
		return id;
	}

	private void store(Message message, FanOutTargets targets) {
		if (!isInTransaction()) {
			this.outbox.accept(List.of(this.fanOut.whole(message, targets)));
			return;
		}
		List<Submission> parts = this.fanOut.split(message, targets);
		// What was sent before is not sent to those who have come since
		if (this.outbox.append(parts.subList(0, 1)).get(0) == AddOutcome.ACCEPTED && parts.size() > 1) {
			this.outbox.append(parts.subList(1, parts.size()));
		}
	}

	private static boolean isInTransaction() {
		return TRANSACTIONS && TransactionSynchronizationManager.isActualTransactionActive();
	}

	private Message message(OutgoingWebhook webhook, String id, byte[] data) {
		Instant now = this.clock.instant();
		Instant time = Objects.requireNonNullElse(webhook.time(), now);
		WebhookHeaders headers = WebhookHeaders.builder()
			.add("webhook-id", id)
			.add("content-type", "application/json")
			.build();
		return new Message(CHANNEL, webhook.tenant(), id, List.of(webhook.type()), time, now, headers,
				body(id, webhook.type(), time, data), null, this.outbox.captureContext());
	}

	/**
	 * Numbers stay as they are written. Neither id nor type has a character to escape.
	 */
	private static byte[] body(String id, String type, Instant time, byte[] data) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(data.length + 256);
		body.writeBytes("{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":".formatted(id, type, time)
			.getBytes(StandardCharsets.UTF_8));
		body.writeBytes(data);
		body.write('}');
		return body.toByteArray();
	}

}
