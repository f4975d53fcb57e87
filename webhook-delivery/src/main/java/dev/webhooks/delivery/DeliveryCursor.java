package dev.webhooks.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the list of deliveries, which begins with the newest: a page goes on behind
 * it. As text it is made of letters, digits, {@code -} and {@code _}. Immutable.
 *
 * @param event the id of the last event that was looked at
 * @param target the target of its last delivery
 */
public record DeliveryCursor(UUID event, String target) implements Comparable<DeliveryCursor> {

	private static final int ID_LENGTH = 16;

	/** As many bytes as the longest target that is stored may have. */
	private static final int MAX_LENGTH = ID_LENGTH + 4 * 500;

	/**
	 * Finds the place of a delivery.
	 * @param delivery the delivery
	 * @return the place, behind which a page goes on with older ones
	 */
	public static DeliveryCursor of(DeliveryId delivery) {
		return new DeliveryCursor(delivery.event(), delivery.target());
	}

	/**
	 * Reads a place as {@link #toString()} wrote it.
	 * @param text the text
	 * @return the place
	 * @throws IllegalArgumentException if it is anything else
	 */
	public static DeliveryCursor parse(String text) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
			if (bytes.remaining() > ID_LENGTH && bytes.remaining() <= MAX_LENGTH) {
				UUID event = new UUID(bytes.getLong(), bytes.getLong());
				DeliveryCursor cursor = new DeliveryCursor(event,
						StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
				if (cursor.toString().equals(text) && cursor.target.indexOf('\0') < 0) {
					return cursor;
				}
			}
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			// Said below, without the text, which anybody may have written
		}
		throw new IllegalArgumentException("The cursor is none that a page of deliveries had");
	}

	/**
	 * When the event was received, give or take what it waited for and what the clocks of
	 * nodes differ by.
	 * @return the time of which the id of the event is
	 */
	public Instant receivedAbout() {
		return Instant.ofEpochMilli(this.event.getMostSignificantBits() >>> 16);
	}

	/** The newest first, by the bytes of the ids, as databases compare them. */
	@Override
	public int compareTo(DeliveryCursor other) {
		int high = Long.compareUnsigned(other.event.getMostSignificantBits(), this.event.getMostSignificantBits());
		int low = Long.compareUnsigned(other.event.getLeastSignificantBits(), this.event.getLeastSignificantBits());
		return (high != 0) ? high : ((low != 0) ? low : other.target.compareTo(this.target));
	}

	@Override
	public String toString() {
		byte[] name = this.target.getBytes(StandardCharsets.UTF_8);
		byte[] bytes = ByteBuffer.allocate(ID_LENGTH + name.length)
			.putLong(this.event.getMostSignificantBits())
			.putLong(this.event.getLeastSignificantBits())
			.put(name)
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
