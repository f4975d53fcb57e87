package dev.webhooks.signature;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.Locator;
import dev.webhooks.request.Placement;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;

/**
 * Signs requests by a recipe. Immutable.
 */
final class SignatureWriter {

	private final SignatureRecipe recipe;

	private final SignatureAlgorithm algorithm;

	private final RequestParser parser;

	private final Locator place;

	private final HeaderFormat format;

	private final TimeWindow time;

	private final SignedId id;

	SignatureWriter(SignatureRecipe recipe, SignatureAlgorithm algorithm, RequestParser parser) {
		this.recipe = recipe;
		this.algorithm = algorithm;
		this.parser = parser;
		this.place = recipe.locations().get(0).target();
		this.format = recipe.headerFormat();
		this.time = new TimeWindow(recipe, this.format);
		this.id = new SignedId(recipe);
	}

	/**
	 * Tells whether there is a place for the signature and for the time.
	 */
	boolean canWrite() {
		return Placement.isPlace(this.place) && this.time.canPut();
	}

	WebhookRequest sign(WebhookRequest request, Secret secret, Instant now) {
		String timestamp = this.time.format(now);
		WebhookRequest timed = this.time.put(request, timestamp);
		RequestValues values = new RequestValues(this.parser.parse(timed));
		values.name(TimeWindow.TIMESTAMP, timestamp);
		if (this.id.read(values) != null) {
			throw new IllegalArgumentException("The request has no id, but the signature covers one");
		}
		SignedContent content = new SignedContent(this.recipe.contents().get(0), values);
		String signature = this.algorithm.sign(secret, content);
		if (content.missing() != null) {
			throw new IllegalArgumentException(content.missing() + " is signed, but not there");
		}
		return Placement.put(timed, this.place, this.format.write(parts(signature, timestamp, secret)));
	}

	private static Map<String, String> parts(String signature, String timestamp, Secret secret) {
		Map<String, String> parts = new TreeMap<>(
				Map.of(HeaderFormat.SIGNATURE, signature, TimeWindow.TIMESTAMP, timestamp));
		if (secret.keyId() != null) {
			parts.put(HeaderFormat.KEY_ID, secret.keyId());
		}
		return parts;
	}

}
