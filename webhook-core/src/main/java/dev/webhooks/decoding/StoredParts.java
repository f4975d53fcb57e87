package dev.webhooks.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.Template;

/**
 * Parts of which a request that is stored as it came is decoded later. Credentials are
 * not stored, nor is the URL: what is decoded of them could never be decoded again.
 * Immutable.
 *
 * @param parts the locators
 */
@Internal
public record StoredParts(List<Template> parts) {

	private static final String STORE = "event.store";

	private static final String RECEIVED = "received";

	private static final Pattern CREDENTIALS = Pattern
		.compile("header:(authorization|proxy-authorization|cookie)(?![\\w-])", Pattern.CASE_INSENSITIVE);

	/**
	 * Finds the parts.
	 * @param encoded where what is decoded is
	 * @param settings where the rest is
	 * @param keyed whether a key is needed
	 * @return the parts
	 */
	public static StoredParts of(List<String> encoded, DecodingSettings settings, boolean keyed) {
		List<Template> parts = new ArrayList<>();
		encoded.forEach((text) -> parts.add(Template.parseLocator("event.payload", text)));
		Map<String, String> more = new TreeMap<>();
		if (keyed) {
			more.put("key", settings.key());
		}
		if (settings.nonce() != null) {
			more.put("nonce", settings.nonce());
		}
		if (settings.associatedData() != null) {
			more.put("associated-data", settings.associatedData());
		}
		if (settings.receiver() != null) {
			more.put("receiver", settings.receiver());
		}
		more.forEach((key, text) -> parts.add(Template.parseLocator("event.decoding." + key, text)));
		return new StoredParts(List.copyOf(parts));
	}

	/**
	 * Checks that all of them are there when the event is delivered.
	 * @param configured whether all secrets are configured
	 * @throws InvalidSettingException if one is not
	 */
	public void check(boolean configured) {
		for (Template part : this.parts) {
			if (part.readsUrl() || CREDENTIALS.matcher(part.toString()).find()) {
				throw new InvalidSettingException(STORE, RECEIVED, "'" + part
						+ "' is not stored, so that what needs it could not be decoded at delivery. Use decoded.");
			}
			if (!configured && part.uses("secret")) {
				throw new InvalidSettingException(STORE, RECEIVED,
						"The secret that decodes is not configured, and nobody knows at delivery which it was. Use decoded.");
			}
		}
	}

}
