package dev.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;

/**
 * Verifies and signs by a {@link SignatureRecipe}: finds the signatures and the time,
 * checks the time, and leaves the comparison to a {@link SignatureAlgorithm}.
 */
final class RecipeScheme implements SignatureScheme {

	private static final String TIMESTAMP = "timestamp";

	private static final String ID = "id";

	private final SignatureRecipe recipe;

	private final HeaderFormat format;

	private final SignatureAlgorithm algorithm;

	private final JsonFields fields;

	private final boolean timed;

	/** A time in the body is read only after the body was verified. */
	private final boolean timedByBody;

	RecipeScheme(SignatureRecipe recipe, SignatureAlgorithm algorithm) {
		this.recipe = recipe;
		this.algorithm = algorithm;
		this.format = recipe.headerFormat();
		this.timed = this.format.has(TIMESTAMP) || !recipe.timestamps().isEmpty();
		this.timedByBody = recipe.timestamps().stream().anyMatch((template) -> !template.pointers().isEmpty())
				&& !recipe.content().uses(TIMESTAMP);
		this.fields = JsonFields.of(pointers(recipe));
		checkComplete();
	}

	private static List<String> pointers(SignatureRecipe recipe) {
		List<String> pointers = new ArrayList<>(recipe.content().pointers());
		recipe.timestamps().forEach((template) -> pointers.addAll(template.pointers()));
		recipe.ids().forEach((template) -> pointers.addAll(template.pointers()));
		recipe.locations()
			.stream()
			.filter(Locator.Body.class::isInstance)
			.forEach((locator) -> pointers.add(((Locator.Body) locator).pointer()));
		return pointers;
	}

	private void checkComplete() {
		if (this.recipe.locations().isEmpty()) {
			throw new InvalidRecipeException("signature.header", null, "It must name the header of the signature.");
		}
		if (this.recipe.content().uses(TIMESTAMP) && !this.timed) {
			throw new InvalidRecipeException("signature.content", this.recipe.content(), "It has a {timestamp}, but "
					+ "neither 'signature.format' has one nor does 'signature.timestamp' say where it is.");
		}
		if (this.recipe.content().uses(ID) && this.recipe.ids().isEmpty()) {
			throw new InvalidRecipeException("signature.content", this.recipe.content(),
					"It has an {id}, but 'event.id' does not say where that is.");
		}
		if (this.recipe.tolerance().isNegative() || this.recipe.tolerance().isZero()) {
			throw new InvalidRecipeException("signature.tolerance", this.recipe.tolerance(), "It must be positive.");
		}
	}

	@Override
	public void check(Secret secret) {
		this.algorithm.check(secret);
	}

	@Override
	public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		try {
			return verify(new RequestValues(request, this.fields), secrets, now);
		}
		catch (WebhookRejectedException ex) {
			return malformed(String.valueOf(ex.getMessage()));
		}
	}

	private Verification verify(RequestValues values, List<Secret> secrets, Instant now) {
		List<String> signatures = new ArrayList<>(2);
		Refused refused = readSignatures(values, signatures);
		if (refused == null) {
			refused = readId(values);
		}
		if (refused == null && this.timed && !this.timedByBody) {
			refused = checkTime(values, now);
		}
		if (refused != null) {
			return refused;
		}
		SignedContent content = new SignedContent(this.recipe.content(), values);
		Verification verification = match(content, signatures, secrets);
		if (verification instanceof Verified && this.timedByBody) {
			refused = checkTime(values, now);
		}
		return (refused != null) ? refused : verification;
	}

	private @Nullable Refused readSignatures(RequestValues values, List<String> signatures) {
		for (Locator location : this.recipe.locations()) {
			String value = location.resolve(values);
			if (value != null && !this.format.read(value, signatures, values)) {
				return malformed("The signature is not of the form " + this.format);
			}
		}
		return signatures.isEmpty() ? new Refused(RejectionReason.SIGNATURE_MISSING, "There is no signature") : null;
	}

	private @Nullable Refused readId(RequestValues values) {
		if (this.recipe.content().uses(ID)) {
			String id = firstOf(this.recipe.ids(), values);
			if (id == null) {
				return new Refused(RejectionReason.SIGNATURE_MISSING, "There is no id");
			}
			values.name(ID, id);
		}
		return null;
	}

	private @Nullable Refused checkTime(RequestValues values, Instant now) {
		String text = values.named(TIMESTAMP);
		if (text == null) {
			text = firstOf(this.recipe.timestamps(), values);
		}
		if (text == null) {
			return new Refused(RejectionReason.SIGNATURE_MISSING, "There is no timestamp");
		}
		values.name(TIMESTAMP, text);
		Instant time = this.recipe.timestampUnit().parse(text);
		if (time == null) {
			return malformed("The timestamp is not of the unit " + this.recipe.timestampUnit());
		}
		return checkTolerance(Duration.between(time, now));
	}

	private @Nullable Refused checkTolerance(Duration age) {
		if (age.compareTo(this.recipe.tolerance()) > 0) {
			return new Refused(RejectionReason.TIMESTAMP_TOO_OLD, "Signed %d s ago".formatted(age.toSeconds()));
		}
		if (age.negated().compareTo(this.recipe.tolerance()) > 0) {
			return new Refused(RejectionReason.TIMESTAMP_IN_FUTURE,
					"Signed %d s ahead of the clock".formatted(age.negated().toSeconds()));
		}
		return null;
	}

	private Verification match(SignedContent content, List<String> signatures, List<Secret> secrets) {
		Secret matched = null;
		for (Secret secret : secrets) {
			if (this.algorithm.matches(secret, content, signatures) && matched == null) {
				matched = secret;
			}
		}
		if (content.missing() != null) {
			return new Refused(RejectionReason.SIGNATURE_MISSING, content.missing() + " is signed, but not there");
		}
		return (matched != null) ? new Verified(matched)
				: new Refused(RejectionReason.SIGNATURE_MISMATCH, "The signature does not match");
	}

	private static Refused malformed(String detail) {
		return new Refused(RejectionReason.SIGNATURE_MALFORMED, detail);
	}

	private static @Nullable String firstOf(List<Template> templates, RequestValues values) {
		for (Template template : templates) {
			String value = template.expand(values);
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	@Override
	public WebhookRequest sign(WebhookRequest request, Secret secret, Instant now) {
		String timestamp = this.recipe.timestampUnit().format(now);
		WebhookRequest timed = withTimestamp(request, timestamp);
		RequestValues values = new RequestValues(timed, this.fields);
		values.name(TIMESTAMP, timestamp);
		if (readId(values) != null) {
			throw new IllegalArgumentException("The request has no id, but the signature covers one");
		}
		SignedContent content = new SignedContent(this.recipe.content(), values);
		String signature = this.algorithm.sign(secret, content);
		if (content.missing() != null) {
			throw new IllegalArgumentException(content.missing() + " is signed, but not there");
		}
		Map<String, String> parts = new HashMap<>(Map.of(HeaderFormat.SIGNATURE, signature, TIMESTAMP, timestamp));
		return Placement.put(timed, this.recipe.locations().get(0), this.format.write(parts));
	}

	private WebhookRequest withTimestamp(WebhookRequest request, String timestamp) {
		if (this.recipe.timestamps().isEmpty() || this.timedByBody) {
			return request;
		}
		return Placement.put(request, this.recipe.timestamps().get(0).locators().get(0), timestamp);
	}

}
