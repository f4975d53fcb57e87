package dev.webhooks.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.Placement;
import dev.webhooks.request.RequestValues;
import dev.webhooks.signature.HeaderFormat.Candidate;
import dev.webhooks.signature.Verification.Refused;

/**
 * Reads the one signature of a request and its time, for schemes that are not a recipe as
 * a whole. Immutable.
 */
@Internal
public final class SignatureReader {

	private final SignatureRecipe recipe;

	private final HeaderFormat format;

	private final TimeWindow time;

	public SignatureReader(SignatureRecipe recipe) {
		this.recipe = recipe;
		this.format = recipe.headerFormat();
		this.time = new TimeWindow(recipe, this.format);
	}

	public void checkLocated() {
		if (this.recipe.locations().isEmpty()) {
			throw new InvalidSettingException("signature.header", null, "It must name the header of the signature.");
		}
	}

	/**
	 * Reads the signature.
	 * @throws WebhookRejectedException if there is none or more than one, or it does not
	 * have the format
	 */
	public String read(RequestValues values) {
		List<Candidate> signatures = new ArrayList<>(1);
		for (SignatureLocation location : this.recipe.locations()) {
			for (String value : location.read(values)) {
				if (!this.format.read(value, signatures, values)) {
					throw KeyedScheme.malformed("The signature is not of the form " + this.format, RecipeScheme.FORMAT);
				}
			}
		}
		if (signatures.isEmpty()) {
			throw KeyedScheme.missing("There is no signature");
		}
		if (signatures.size() > 1) {
			throw KeyedScheme.malformed("There is more than one signature");
		}
		return signatures.get(0).text();
	}

	/**
	 * Checks the time of signing, where the recipe has one.
	 * @throws WebhookRejectedException if it is too far from now
	 */
	public void checkTime(RequestValues values, Instant now) {
		check(this.time.checkBefore(values, now));
	}

	/**
	 * Checks a time in the body, when that is known to be authentic.
	 * @throws WebhookRejectedException if it is too far from now
	 */
	public void checkTimeInBody(RequestValues values, Instant now) {
		check(this.time.checkAfter(values, now));
	}

	private static void check(@Nullable Refused refused) {
		if (refused != null) {
			throw new RefusedException(refused);
		}
	}

	public boolean canPut() {
		return Placement.isPlace(this.recipe.locations().get(0).target());
	}

	public WebhookRequest put(WebhookRequest request, String signature) {
		return Placement.put(request, this.recipe.locations().get(0).target(),
				this.format.write(Map.of(HeaderFormat.SIGNATURE, signature)));
	}

}
