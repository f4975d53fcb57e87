package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.Locator;
import dev.webhooks.request.Placement;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;

/**
 * Signs requests by a recipe. Immutable.
 */
final class SignatureWriter {

	private final SignatureRecipe recipe;

	private final SignatureAlgorithm algorithm;

	private final RequestParser parser;

	private final List<Locator> places;

	private final HeaderFormat format;

	private final TimeWindow time;

	private final SignedId id;

	SignatureWriter(SignatureRecipe recipe, SignatureAlgorithm algorithm, RequestParser parser) {
		this.recipe = recipe;
		this.algorithm = algorithm;
		this.parser = parser;
		this.places = recipe.locations().stream().map(SignatureLocation::target).toList();
		this.format = recipe.headerFormat();
		this.time = new TimeWindow(recipe, this.format);
		this.id = new SignedId(recipe);
	}

	/**
	 * Tells whether there is a place for the signature and for the time.
	 */
	boolean canWrite() {
		return Placement.isPlace(this.places.get(0)) && this.time.canPut();
	}

	WebhookRequest sign(WebhookRequest request, Secret secret, Instant now) {
		String timestamp = this.time.format(now);
		WebhookRequest timed = this.time.put(request, timestamp);
		RequestValues values = new RequestValues(this.parser.parse(timed));
		values.name(TimeWindow.TIMESTAMP, timestamp);
		if (this.id.read(values) != null) {
			throw new IllegalArgumentException("The request has no id, but the signature covers one");
		}
		String signature = signature(values, secret);
		return Placement.put(timed, Placement.fitting(this.places, timed),
				this.format.write(parts(signature, timestamp, secret)));
	}

	/**
	 * Signs the first content of which all is there.
	 */
	private String signature(RequestValues values, Secret secret) {
		Locator missing = null;
		for (Template template : this.recipe.contents()) {
			SignedContent content = new SignedContent(template, values);
			String signature = this.algorithm.sign(secret, content);
			if (content.missing() == null) {
				return signature;
			}
			missing = (missing != null) ? missing : content.missing();
		}
		throw new IllegalArgumentException(missing + " is signed, but not there");
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
