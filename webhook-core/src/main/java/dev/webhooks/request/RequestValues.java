package dev.webhooks.request;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;

/**
 * The values that {@link Locator locators} find: those of a request, which others read
 * too, and those to which the place of use has given a name, such as {@code secret},
 * which nobody else sees. Not safe for use by several threads.
 */
@Internal
public final class RequestValues {

	private final ParsedRequest parsed;

	private Map<String, String> named = Map.of();

	/**
	 * Creates values without names.
	 * @param parsed the request, or an item of a batch
	 */
	public RequestValues(ParsedRequest parsed) {
		this.parsed = parsed;
	}

	/**
	 * The request that the values are found in.
	 * @return the request
	 */
	public WebhookRequest request() {
		return this.parsed.request();
	}

	/**
	 * The request with what was parsed of it.
	 * @return the request, or an item of a batch
	 */
	public ParsedRequest parsed() {
		return this.parsed;
	}

	/**
	 * Gives a name to a value.
	 * @param name the name
	 * @param value the value
	 */
	public void name(String name, String value) {
		if (this.named.isEmpty()) {
			this.named = new HashMap<>(4);
		}
		this.named.put(name, value);
	}

	/**
	 * Finds a value by the name that it was given.
	 * @param name the name
	 * @return the value or {@code null} if none was given this name
	 */
	public @Nullable String named(String name) {
		return this.named.get(name);
	}

	/**
	 * Finds a header.
	 * @param name the name of the header
	 * @return its value or {@code null} if it is not there
	 * @throws dev.webhooks.WebhookRejectedException if it came more than once
	 */
	public @Nullable String header(String name) {
		return this.parsed.header(name);
	}

}
