package dev.webhooks.receiver;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;

/**
 * Tells events that every database can keep from others, which are refused whether or not
 * there is a database: PostgreSQL has no NUL in a text, half of a surrogate pair has no
 * encoding, columns have a length, and MySQL passes over blanks at the end of a key.
 */
final class StorableEvents {

	private static final int MAX_TENANT_LENGTH = 255;

	private static final int MAX_TYPE_LENGTH = 255;

	private StorableEvents() {
	}

	/**
	 * Checks an event.
	 * @throws WebhookRejectedException if it cannot be kept
	 */
	static void check(WebhookEvent event) {
		checkText("id", event.id());
		checkText("order key", event.orderKey());
		for (String type : event.types()) {
			checkText("type", type);
			checkLength("type", type, MAX_TYPE_LENGTH);
		}
		checkTenant(event.tenant());
		checkText("query string", event.query());
		event.pathVariables().forEach((name, value) -> checkText("variable of the path", value));
		event.headers().forEach((name, value) -> {
			checkText("name of a header", name);
			checkText("value of a header", value);
		});
	}

	private static void checkTenant(@Nullable String tenant) {
		if (tenant != null) {
			checkText("tenant", tenant);
			checkLength("tenant", tenant, MAX_TENANT_LENGTH);
			if (tenant.endsWith(" ")) {
				throw unstorable("The tenant ends with a blank");
			}
		}
	}

	private static void checkText(String what, @Nullable String text) {
		if (text != null && !isStorable(text)) {
			throw unstorable("The %s holds a NUL or half of a surrogate pair".formatted(what));
		}
	}

	private static void checkLength(String what, String text, int limit) {
		if (text.length() > limit) {
			throw unstorable("The %s has more than %s characters".formatted(what, limit));
		}
	}

	/**
	 * Tells whether every database can keep a text.
	 */
	static boolean isStorable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 0 || Character.isLowSurrogate(c)) {
				return false;
			}
			if (Character.isHighSurrogate(c)) {
				i++;
				if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
					return false;
				}
			}
		}
		return true;
	}

	private static WebhookRejectedException unstorable(String detail) {
		return new WebhookRejectedException(RejectionReason.UNSTORABLE_EVENT, detail);
	}

}
