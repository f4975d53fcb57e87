package dev.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.Locator;
import dev.webhooks.request.Placement;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.signature.Verification.Refused;

/**
 * Checks that a request was signed about now, by the time that is signed with it.
 * Immutable.
 */
final class TimeWindow {

	static final String TIMESTAMP = "timestamp";

	private final SignatureRecipe recipe;

	private final boolean checked;

	private final boolean inBody;

	TimeWindow(SignatureRecipe recipe, HeaderFormat format) {
		this.recipe = recipe;
		this.checked = format.has(TIMESTAMP) || !recipe.timestamps().isEmpty();
		boolean signedByItself = recipe.contents().stream().anyMatch((content) -> content.uses(TIMESTAMP));
		this.inBody = !signedByItself
				&& recipe.timestamps().stream().anyMatch((template) -> !template.pointers().isEmpty());
		if (signedByItself && !this.checked) {
			throw new InvalidSettingException("signature.content", recipe.contents(), "It has a {timestamp}, but "
					+ "neither 'signature.format' has one nor does 'signature.timestamp' say where it is.");
		}
		if (recipe.tolerance().isNegative() || recipe.tolerance().isZero()) {
			throw new InvalidSettingException("signature.tolerance", recipe.tolerance(), "It must be positive.");
		}
	}

	/**
	 * Checks a time in the head of the request, before anything is computed.
	 */
	@Nullable Refused checkBefore(RequestValues values, Instant now) {
		return (this.checked && !this.inBody) ? check(values, now) : null;
	}

	/**
	 * Checks a time in the body, which is read only when it is known to be authentic.
	 */
	@Nullable Refused checkAfter(RequestValues values, Instant now) {
		return (this.checked && this.inBody) ? check(values, now) : null;
	}

	private @Nullable Refused check(RequestValues values, Instant now) {
		String text = values.named(TIMESTAMP);
		if (text == null) {
			text = Template.firstOf(this.recipe.timestamps(), values);
		}
		if (text == null) {
			return missing();
		}
		values.name(TIMESTAMP, text);
		Instant time = this.recipe.timestampUnit().parse(text);
		if (time == null) {
			return new Refused(RejectionReason.SIGNATURE_MALFORMED,
					"The timestamp is not of the unit " + this.recipe.timestampUnit(),
					"'signature.timestamp-unit' says how it is written");
		}
		return check(Duration.between(time, now));
	}

	private Refused missing() {
		String detail = "There is no timestamp";
		return this.inBody ? new Refused(RejectionReason.SIGNATURE_MISSING, detail)
				: new Refused(RejectionReason.SIGNATURE_MISSING, detail,
						"'signature.timestamp' or 'signature.format' says where it is");
	}

	private @Nullable Refused check(Duration age) {
		if (age.compareTo(this.recipe.tolerance()) > 0) {
			return new Refused(RejectionReason.TIMESTAMP_TOO_OLD, "Signed %s s ago".formatted(age.toSeconds()), age,
					null);
		}
		if (age.negated().compareTo(this.recipe.tolerance()) > 0) {
			return new Refused(RejectionReason.TIMESTAMP_IN_FUTURE,
					"Signed %s s ahead of the clock".formatted(age.negated().toSeconds()), age, null);
		}
		return null;
	}

	String format(Instant now) {
		return this.recipe.timestampUnit().format(now);
	}

	/**
	 * Tells whether a request can be given a time.
	 */
	boolean canPut() {
		return places().stream().allMatch(Placement::isPlace);
	}

	/**
	 * Puts the time into a request, where it has a place of its own. What has that time
	 * already keeps its bytes.
	 */
	WebhookRequest put(WebhookRequest request, String timestamp) {
		List<Locator> places = places();
		if (places.isEmpty()) {
			return request;
		}
		String there = Template.firstOf(this.recipe.timestamps(),
				new RequestValues(this.recipe.parser().parse(request)));
		return timestamp.equals(there) ? request
				: Placement.put(request, Placement.fitting(places, request), timestamp);
	}

	private List<Locator> places() {
		return this.recipe.timestamps().stream().map((template) -> template.locators().get(0)).toList();
	}

}
