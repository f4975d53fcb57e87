package dev.webhooks.sender;

import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Something that happened and that customers are to learn of. Immutable.
 *
 * @param type the type, such as {@code order.shipped}: up to 255 letters, digits and
 * {@code _ - . : /}
 * @param data what it is about: any object that Jackson writes as JSON
 * @param tenant whose endpoints are to learn of it besides the application's own, or
 * {@code null} for those alone
 * @param id what customers know it by, for each tenant: up to 150 letters, digits and
 * {@code _ - : @ =}; {@code null} for an id that is made. A second message with the id of
 * a first is not sent
 * @param orderKey what it is in order with at endpoints that want that, or {@code null}
 * @param time when it happened, or {@code null} for now
 */
public record OutgoingWebhook(String type, Object data, @Nullable String tenant, @Nullable String id,
		@Nullable String orderKey, @Nullable Instant time) {

	private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.:/-]{1,255}");

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_:@=-]{1,150}");

	private static final int MAX_LENGTH = 255;

	/**
	 * Checks the texts.
	 * @throws IllegalArgumentException if one of them cannot be used
	 */
	public OutgoingWebhook {
		Assert.isTrue(TYPE.matcher(type).matches(), "'type' must have 1 to 255 letters, digits and _ - . : /");
		Assert.notNull(data, "'data' must not be null");
		Assert.isTrue(id == null || ID.matcher(id).matches(), "'id' must have 1 to 150 letters, digits and _ - : @ =");
		checkLength("tenant", tenant);
		checkLength("orderKey", orderKey);
	}

	private static void checkLength(String name, @Nullable String text) {
		Assert.isTrue(text == null || (!text.isBlank() && text.length() <= MAX_LENGTH),
				"'" + name + "' must have 1 to 255 characters");
	}

	/**
	 * Makes a message.
	 * @param type the type
	 * @param data what it is about
	 * @return the message
	 */
	public static OutgoingWebhook of(String type, Object data) {
		return new OutgoingWebhook(type, data, null, null, null, null);
	}

	/**
	 * Makes a message of an object whose class has {@link OutgoingWebhookType}.
	 * @param data what it is about
	 * @return the message
	 * @throws IllegalArgumentException if its class does not say of which type it is
	 */
	public static OutgoingWebhook of(Object data) {
		OutgoingWebhookType type = data.getClass().getAnnotation(OutgoingWebhookType.class);
		Assert.isTrue(type != null,
				() -> data.getClass().getName() + " has no @OutgoingWebhookType that says of which type it is");
		return of(type.value(), data);
	}

	/**
	 * Says whose endpoints are to learn of it.
	 * @param tenant the tenant, or {@code null} for none
	 * @return the new message
	 */
	public OutgoingWebhook tenant(@Nullable String tenant) {
		return new OutgoingWebhook(this.type, this.data, tenant, this.id, this.orderKey, this.time);
	}

	/**
	 * Gives it an id, by which it is sent only once.
	 * @param id the id
	 * @return the new message
	 */
	public OutgoingWebhook id(String id) {
		return new OutgoingWebhook(this.type, this.data, this.tenant, id, this.orderKey, this.time);
	}

	/**
	 * Says what it is in order with.
	 * @param orderKey the key, or {@code null} for nothing
	 * @return the new message
	 */
	public OutgoingWebhook orderKey(@Nullable String orderKey) {
		return new OutgoingWebhook(this.type, this.data, this.tenant, this.id, orderKey, this.time);
	}

	/**
	 * Says when it happened.
	 * @param time the time
	 * @return the new message
	 */
	public OutgoingWebhook time(Instant time) {
		return new OutgoingWebhook(this.type, this.data, this.tenant, this.id, this.orderKey, time);
	}

	/**
	 * Shows the type and the id, and nothing of the data.
	 */
	@Override
	public String toString() {
		return "OutgoingWebhook[" + this.type + ((this.id != null) ? ", " + this.id : "") + "]";
	}

}
