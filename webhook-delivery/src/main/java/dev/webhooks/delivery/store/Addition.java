package dev.webhooks.delivery.store;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Message;

/**
 * A message that is to be added to a store, with what is to become of it.
 *
 * @param id the id to store it under; later events have higher ones
 * @param message the message
 * @param orderKey what orders the deliveries, or {@code null} if they need no order
 * @param targets the ids of the targets that are to receive the event
 * @param leased whether the deliveries start leased to the node that adds the event
 */
public record Addition(UUID id, Message message, @Nullable String orderKey, List<String> targets, boolean leased) {

}
