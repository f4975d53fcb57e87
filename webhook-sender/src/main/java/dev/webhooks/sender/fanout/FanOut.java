package dev.webhooks.sender.fanout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.jdbc.database.TextLines;

/**
 * Divides a message for many endpoints. Some deliveries are written with it; for all
 * others there is one delivery to {@link #TARGET}, which writes them when it is handled.
 * That may happen more than once: each part has a key of its own, by which it is there
 * only once. Immutable.
 */
public final class FanOut {

	/**
	 * Stands in the place of an endpoint for those that are still to be written.
	 */
	public static final String TARGET = "fan-out";

	/**
	 * Divides what keys of messages begin with, which is the id, from the number of a
	 * part.
	 */
	public static final char SEPARATOR = '~';

	/** How many deliveries are written at once. */
	public static final int PART = 100;

	private static final String ORDERED = "ordered";

	private static final String REST = "rest";

	private final int part;

	/**
	 * Creates a fan-out in parts of the usual size.
	 */
	public FanOut() {
		this(PART);
	}

	FanOut(int part) {
		this.part = part;
	}

	/**
	 * Makes of a message what is written in the transaction that sends it.
	 * @param message the message, with its id as key
	 * @param targets where it goes
	 * @return the parts, of which the first has the id as key: where that is a duplicate,
	 * the others are not to be written
	 */
	public List<Submission> split(Message message, FanOutTargets targets) {
		List<Submission> parts = new ArrayList<>();
		addParts(parts, message, targets.first(this.part), "");
		FanOutTargets rest = targets.after(this.part);
		if (!rest.isEmpty()) {
			parts.add(new Submission(part(message, REST, document(rest)), rest.orderKey(), List.of(TARGET)));
		}
		return parts;
	}

	/**
	 * Makes of a message one part, where several could not be written in one transaction.
	 * @param message the message, with its id as key
	 * @param targets where it goes
	 * @return the part
	 */
	public Submission whole(Message message, FanOutTargets targets) {
		List<Submission> parts = split(message, targets);
		return (parts.size() == 1) ? parts.get(0)
				: new Submission(part(message, "", document(targets)), targets.orderKey(), List.of(TARGET));
	}

	/**
	 * Makes of a delivery to {@link #TARGET} what is still to be written.
	 * @param delivery the delivery
	 * @return the parts
	 */
	public List<Submission> rest(ClaimedDelivery delivery) {
		Message message = delivery.message();
		FanOutTargets rest = read(Objects.requireNonNull(message.document()));
		List<Submission> parts = new ArrayList<>();
		for (int number = 1; !rest.isEmpty(); number++) {
			addParts(parts, message, rest.first(this.part), Integer.toString(number));
			rest = rest.after(this.part);
		}
		return parts;
	}

	private static void addParts(List<Submission> parts, Message message, FanOutTargets targets, String name) {
		if (!targets.unordered().isEmpty()) {
			parts.add(new Submission(part(message, name, null), null, targets.unordered()));
		}
		if (!targets.ordered().isEmpty()) {
			boolean first = parts.isEmpty() && name.isEmpty();
			parts.add(new Submission(part(message, first ? "" : name + ORDERED, null), targets.orderKey(),
					targets.ordered()));
		}
	}

	private static byte[] document(FanOutTargets rest) {
		List<String> lines = new ArrayList<>();
		lines.add(Objects.requireNonNullElse(rest.orderKey(), ""));
		lines.add(Integer.toString(rest.ordered().size()));
		lines.addAll(rest.ordered());
		lines.addAll(rest.unordered());
		return TextLines.of(lines).getBytes(StandardCharsets.UTF_8);
	}

	private static FanOutTargets read(byte[] document) {
		List<String> lines = TextLines.texts(new String(document, StandardCharsets.UTF_8));
		int ordered = 2 + Integer.parseInt(lines.get(1));
		return new FanOutTargets(lines.get(0).isEmpty() ? null : lines.get(0), lines.subList(2, ordered),
				lines.subList(ordered, lines.size()));
	}

	private static Message part(Message message, String name, byte @Nullable [] document) {
		int separator = message.key().indexOf(SEPARATOR);
		String id = (separator >= 0) ? message.key().substring(0, separator) : message.key();
		return new Message(message.channel(), message.tenant(), name.isEmpty() ? id : id + SEPARATOR + name,
				message.types(), message.occurredAt(), message.receivedAt(), message.headers(), message.body(),
				document, message.context());
	}

}
